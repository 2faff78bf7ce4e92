package dev.bulkhead.evaluate;

import dev.bulkhead.model.Positions;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Span;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.tool.Explanation;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Collects the outcomes of one control, and turns what its rules give into located findings. */
final class OutcomeCollector {
  private final Control control;
  private final Snapshot snapshot;
  private final Waivers waivers;
  private final Baseline baseline;
  private final Fingerprint fingerprint = new Fingerprint();
  private final Map<Status, Integer> tally = new EnumMap<>(Status.class);
  private final List<Finding> findings = new ArrayList<>();
  private final List<ControlResult.Unknown> unknowns = new ArrayList<>();

  /** Ordinals of entities, each above the ordinal of its status. */
  private long[] statuses = new long[16];

  private int judged;
  private final Map<String, Status> declared = new HashMap<>();
  private final List<Failure> failures = new ArrayList<>();

  /** A subject at which the control broke, and how. */
  record Failure(Subject subject, String problem) {}

  OutcomeCollector(Control control, Snapshot snapshot, Waivers waivers, Baseline baseline) {
    this.control = control;
    this.snapshot = snapshot;
    this.waivers = waivers;
    this.baseline = baseline;
  }

  private void count(Subject subject, Status status) {
    tally.merge(status, 1, Integer::sum);
    if (subject.ordinal() >= 0) {
      room(1);
      statuses[judged++] = (long) subject.ordinal() << Integer.SIZE | status.ordinal();
    } else {
      declared.put(subject.id(), status);
    }
  }

  private void room(int more) {
    if (judged + more > statuses.length) {
      statuses = Arrays.copyOf(statuses, Math.max(judged + more, judged * 2));
    }
  }

  void passed(Subject subject) {
    count(subject, Status.PASS);
  }

  void notApplicable(Subject subject) {
    count(subject, Status.NOT_APPLICABLE);
  }

  void unknown(Subject subject, List<Value> reasons) {
    count(subject, Status.UNKNOWN);
    for (Value reason : reasons) {
      String text = reason instanceof ObjectValue o ? text(o, "reason", "") : plain(reason);
      String path = reason instanceof ObjectValue o ? text(o, "path", "") : "";
      unknowns.add(
          new ControlResult.Unknown(
              subject.id(),
              subject.tenant(),
              text,
              location(subject.source(), subject.pointer() + path),
              reason instanceof ObjectValue o ? NamedTenants.in(o, subject) : null));
    }
  }

  /** The control broke, which leaves the subject unknown. */
  void broke(Subject subject, String problem) {
    failures.add(new Failure(subject, problem));
    unknown(subject, List.of(StringValue.of("the control failed: " + problem)));
  }

  List<Failure> failures() {
    return failures;
  }

  /** Takes over what another collected of the same control and other subjects. */
  void add(OutcomeCollector other) {
    other.tally.forEach((status, count) -> tally.merge(status, count, Integer::sum));
    findings.addAll(other.findings);
    unknowns.addAll(other.unknowns);
    room(other.judged);
    System.arraycopy(other.statuses, 0, statuses, judged, other.judged);
    judged += other.judged;
    declared.putAll(other.declared);
    failures.addAll(other.failures);
  }

  /**
   * @param explanations of violations; those that are not there have none
   * @throws RegoException where one has a severity that there is not
   */
  void failed(Subject subject, List<Value> violations, Map<Value, Explanation> explanations) {
    List<Severity> severities = violations.stream().map(this::severity).toList();
    boolean waived = true;
    for (int i = 0; i < violations.size(); i++) {
      Value violation = violations.get(i);
      Finding finding = finding(subject, violation, severities.get(i), explanations.get(violation));
      findings.add(finding);
      waived &= finding.state() == Finding.State.WAIVED;
    }
    count(subject, waived ? Status.WAIVED : Status.FAIL);
  }

  private Finding finding(
      Subject subject, Value violation, Severity severity, @Nullable Explanation explanation) {
    ObjectValue v =
        violation instanceof ObjectValue o
            ? o
            : ObjectValue.of(Map.of(StringValue.of("message"), violation));
    String path =
        text(v, "path", explanation == null ? "" : Explanations.path(explanation, subject));
    String key = text(v, "key", path);
    String print = fingerprint.of(control.id(), subject.id(), key);
    Finding finding =
        new Finding(
            control.id(),
            severity,
            subject.id(),
            subject.kind(),
            subject.resourceKind(),
            subject.name(),
            subject.namespace(),
            subject.tenant(),
            path,
            v.get("source") instanceof ObjectValue source
                ? written(source, path)
                : location(subject.source(), subject.pointer() + path),
            text(v, "message", control.title()) + rendered(subject.source()),
            text(v, "observed", ""),
            text(v, "expected", ""),
            text(v, "fix", control.remediation()),
            proof(v.get("proof")),
            explanation == null ? List.of() : explanation.reads(),
            explanation == null ? List.of() : Explanations.reasons(explanation),
            NamedTenants.in(v, subject),
            print,
            baseline.fingerprints().contains(print) ? Finding.State.BASELINE : Finding.State.NEW,
            null);
    Finding.AppliedWaiver waiver = waivers.covering(finding);
    return waiver == null ? finding : finding.waivedBy(waiver);
  }

  /** The place of what was rendered is only as exact as could be told, so that is said. */
  private static String rendered(Source source) {
    return source.via() == null ? "" : " (rendered from " + source.via() + ")";
  }

  /** The violation's own severity where it says one. */
  private Severity severity(Value violation) {
    Value said = violation instanceof ObjectValue o ? o.get("severity") : null;
    if (said == null) {
      return control.severity();
    }
    for (Severity severity : Severity.values()) {
      if (severity.name().equalsIgnoreCase(plain(said))) {
        return severity;
      }
    }
    throw RegoException.of(
        "control_result_error",
        "the severity of a violation is critical, high, medium or low, not " + said,
        null);
  }

  private static String plain(@Nullable Value value) {
    return value instanceof StringValue s ? s.value() : String.valueOf(value);
  }

  private static String text(ObjectValue object, String name, String otherwise) {
    Value value = object.get(name);
    return value == null ? otherwise : plain(value);
  }

  private List<Finding.Step> proof(@Nullable Value steps) {
    var out = new ArrayList<Finding.Step>();
    if (steps instanceof ArrayValue items) {
      for (Value item : items) {
        if (item instanceof ObjectValue step) {
          String entity = text(step, "entity", "");
          out.add(
              new Finding.Step(
                  text(step, "message", ""), locate(entity, text(step, "pointer", ""))));
        }
      }
    }
    return List.copyOf(out);
  }

  private @Nullable Location locate(String entityId, String pointer) {
    int ordinal = snapshot.ordinal(entityId);
    return ordinal < 0 ? null : location(snapshot.entities().get(ordinal).meta().source(), pointer);
  }

  /**
   * Where a rule says that a finding stands elsewhere than its subject: an entity's or waiver's
   * source.
   */
  private Location written(ObjectValue source, String path) {
    ObjectValue span = source.get("span") instanceof ObjectValue o ? o : ObjectValue.EMPTY;
    return location(
        new Source(
            text(source, "uri", ""),
            number(source, "document", 0),
            text(source, "pointer", ""),
            new Span(
                number(span, "startLine", 1),
                number(span, "startColumn", 1),
                number(span, "endLine", 1),
                number(span, "endColumn", 1)),
            text(source, "collector", ""),
            null),
        path);
  }

  private static int number(ObjectValue object, String name, int otherwise) {
    return object.get(name) instanceof NumberValue n && n.isLong()
        ? (int) n.longValue()
        : otherwise;
  }

  private Location location(Source source, String path) {
    String pointer = source.pointer() + path;
    Positions positions = snapshot.positions().get(source.uri() + "#" + source.document());
    if (positions == null) {
      return new Location(source.uri(), source.span(), pointer, false);
    }
    Positions.Place place = positions.locate(pointer);
    Span span = place.span();
    if (!place.exact() && place.key() != null) {
      span = place.key();
    }
    return new Location(source.uri(), span, pointer, place.exact());
  }

  ControlResult result() {
    Arrays.sort(statuses, 0, judged);
    var entities = new int[judged];
    var status = new byte[judged];
    for (int i = 0; i < judged; i++) {
      entities[i] = (int) (statuses[i] >> Integer.SIZE);
      status[i] = (byte) statuses[i];
    }
    return new ControlResult(
        control,
        Map.copyOf(tally),
        List.copyOf(findings),
        List.copyOf(unknowns),
        new ControlResult.Statuses(entities, status, declared));
  }
}
