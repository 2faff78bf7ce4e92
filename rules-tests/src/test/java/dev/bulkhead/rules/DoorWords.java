package dev.bulkhead.rules;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A finding in all that the door and a scan both say of it; only the scan says the place in a file.
 *
 * @param fix empty in the log of decisions, which does not have it
 */
record DoorWords(
    String control,
    String severity,
    String entity,
    String path,
    String message,
    String observed,
    String expected,
    String fingerprint,
    String fix) {
  private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");

  /** What a scan found, as its JSON report has it, but for what is waived. */
  static List<DoorWords> ofScan(String report) throws IOException {
    return JsonReader.read(report) instanceof ObjectValue root
        ? of(root, "findings").stream().toList()
        : List.of();
  }

  /** What a decision refused or warned of, by its line in the log. */
  static List<DoorWords> ofDecision(ObjectValue decision) {
    var out = new ArrayList<>(of(decision, "denied"));
    out.addAll(of(decision, "warned"));
    return out;
  }

  private static List<DoorWords> of(ObjectValue root, String name) {
    var out = new ArrayList<DoorWords>();
    if (root.get(name) instanceof ArrayValue findings) {
      for (Value value : findings) {
        if (value instanceof ObjectValue f && !text(f, "state").equals("waived")) {
          out.add(of(f));
        }
      }
    }
    return out;
  }

  private static DoorWords of(ObjectValue f) {
    return new DoorWords(
        text(f, "control"),
        text(f, "severity"),
        text(f, "entity"),
        text(f, "path"),
        text(f, "message"),
        text(f, "observed"),
        text(f, "expected"),
        text(f, "fingerprint"),
        text(f, "fix"));
  }

  private static String text(ObjectValue object, String name) {
    return object.get(name) instanceof StringValue s ? s.value() : "";
  }

  DoorWords withoutFix() {
    return new DoorWords(
        control, severity, entity, path, message, observed, expected, fingerprint, "");
  }

  /** Whether the door refuses for it, as long as nobody says otherwise. */
  boolean refusing() {
    return !severity.equals("low");
  }

  /** Whether it is about an object, or about what stands in it, such as a file of a ConfigMap. */
  boolean about(ClusterManifests.Key key) {
    return entity.endsWith(key.inIds())
        || entity.contains(key.inIds() + "/")
        || entity.startsWith("OdooInstance/" + key.namespace() + "/" + key.name() + "/");
  }

  /** What a refusal says for some findings: a line for each, worst first. */
  static String refusal(List<DoorWords> findings) {
    return String.join(
        "\n",
        findings.stream()
            .sorted(
                Comparator.comparingInt((DoorWords f) -> SEVERITIES.indexOf(f.severity))
                    .thenComparing(DoorWords::control)
                    .thenComparing(DoorWords::entity)
                    .thenComparing(DoorWords::path))
            .map(DoorWords::line)
            .toList());
  }

  private String line() {
    String place = path.isEmpty() ? "" : ", at " + path;
    return "[%s] %s: observed %s, expected %s%s. Fix: %s"
        .formatted(control, message, observed, expected, place, fix);
  }
}
