package dev.bulkhead.rules;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Location;
import dev.bulkhead.evaluate.Status;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One outcome as cases write it: {@code status} and {@code entity}; for a finding {@code at},
 * {@code message}, {@code observed}, {@code expected}, {@code proof} where it has one, {@code
 * crossing} where it names tenants that are not kept apart, {@code severity} and {@code fix} where
 * they are not the control's own; for an unknown its {@code reason}.
 */
record Outcome(Map<String, Object> fields) {
  private static final List<String> KEYS =
      List.of(
          "status",
          "entity",
          "severity",
          "at",
          "message",
          "observed",
          "expected",
          "fix",
          "crossing",
          "proof",
          "reason");
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9_./ ()=*@-]*[A-Za-z0-9)]");

  static Outcome of(Map<?, ?> written) {
    var fields = new LinkedHashMap<String, Object>();
    for (String key : KEYS) {
      Object value = written.get(key);
      if (value instanceof List<?> list) {
        fields.put(key, list.stream().map(String::valueOf).toList());
      } else if (written.containsKey(key)) {
        fields.put(key, "" + value);
      }
    }
    for (Object key : written.keySet()) {
      if (!KEYS.contains(String.valueOf(key))) {
        throw new IllegalArgumentException("an outcome has no key " + key);
      }
    }
    return new Outcome(fields);
  }

  /** Everything that a control said, in the order of the entities; tenants and platform last. */
  static List<Outcome> of(ControlResult result, Assessment assessment) {
    var out = new ArrayList<Outcome>();
    ControlResult.Statuses statuses = result.statuses();
    List<Entity> entities = assessment.snapshot().entities();
    for (int i = 0; i < statuses.size(); i++) {
      Entity entity = entities.get(statuses.entity(i));
      var meta = entity.meta();
      String namespace = meta.namespace() == null ? "" : meta.namespace() + "/";
      String name = meta.resourceKind() + " " + namespace + meta.name();
      int copy = meta.id().indexOf('@');
      add(
          out,
          result,
          statuses.status(i),
          meta.id(),
          copy < 0 ? name : name + meta.id().substring(copy));
    }
    statuses
        .declared()
        .forEach((id, status) -> add(out, result, status, id, id.replace("/_/", " ")));
    return out;
  }

  private static void add(
      List<Outcome> out, ControlResult result, Status status, String id, String name) {
    switch (status) {
      case PASS, NOT_APPLICABLE -> out.add(new Outcome(fields(status, name)));
      case FAIL, WAIVED ->
          result.findings().stream()
              .filter(f -> f.entity().equals(id))
              .forEach(f -> out.add(finding(f, result.control(), name)));
      case UNKNOWN ->
          result.unknowns().stream()
              .filter(u -> u.entity().equals(id))
              .forEach(u -> {
                Map<String, Object> fields = fields(status, name);
                fields.put("reason", u.reason());
                out.add(new Outcome(fields));
              });
    }
  }

  private static Map<String, Object> fields(Status status, String name) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("status", status.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    fields.put("entity", name);
    return fields;
  }

  private static Outcome finding(Finding finding, Control control, String name) {
    Status status = finding.state() == Finding.State.WAIVED ? Status.WAIVED : Status.FAIL;
    Map<String, Object> fields = fields(status, name);
    if (finding.severity() != control.severity()) {
      fields.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    }
    fields.put("at", place(finding.location()));
    fields.put("message", finding.message());
    fields.put("observed", finding.observed());
    fields.put("expected", finding.expected());
    if (!finding.fix().equals(control.remediation())) {
      fields.put("fix", finding.fix());
    }
    if (finding.crossing() != null) {
      fields.put("crossing", crossing(finding.crossing()));
    }
    if (!finding.proof().isEmpty()) {
      fields.put("proof", finding.proof().stream().map(Outcome::step).toList());
    }
    return new Outcome(fields);
  }

  private static String crossing(Finding.Crossing crossing) {
    return tenants(crossing.from()) + " to " + tenants(crossing.to());
  }

  private static String tenants(List<String> names) {
    return names.isEmpty() ? "nobody" : String.join(", ", names);
  }

  private static String step(Finding.Step step) {
    return step.location() == null ? step.message() : place(step.location()) + " " + step.message();
  }

  private static String place(@Nullable Location location) {
    if (location == null) {
      return "";
    }
    Span span = location.span();
    return span == null
        ? location.uri()
        : location.uri() + ":" + span.startLine() + ":" + span.startColumn();
  }

  String status() {
    return "" + fields.get("status");
  }

  /** The outcome as an item of a YAML list: on one line where it is a mere status. */
  String yaml(String indent) {
    var out = new StringBuilder(indent);
    if (fields.size() == 2) {
      return out.append("- {status: ")
          .append(status())
          .append(", entity: ")
          .append(quoted("" + fields.get("entity")))
          .append("}\n")
          .toString();
    }
    String prefix = "- ";
    for (var field : fields.entrySet()) {
      out.append(prefix).append(field.getKey()).append(':');
      if (field.getValue() instanceof List<?> steps) {
        steps.forEach(s -> out.append('\n').append(indent).append("    - ").append(quoted("" + s)));
      } else {
        out.append(' ').append(quoted("" + field.getValue()));
      }
      out.append('\n');
      prefix = indent + "  ";
    }
    return out.toString();
  }

  private static String quoted(String text) {
    if (PLAIN.matcher(text).matches()
        && !List.of("true", "false", "null", "yes", "no").contains(text)) {
      return text;
    }
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
