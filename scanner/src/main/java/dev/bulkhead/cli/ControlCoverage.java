package dev.bulkhead.cli;

import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.Control.Evidence;
import java.io.PrintWriter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the controls cover, counted. */
final class ControlCoverage {
  private final List<Control> controls;

  ControlCoverage(List<Control> controls) {
    this.controls = controls;
  }

  static String words(Evidence evidence) {
    return switch (evidence) {
      case FILES -> "files";
      case PARTLY -> "files in part";
      case LIVE -> "the running system";
      case ATTESTATION -> "dated evidence by people";
    };
  }

  void print(PrintWriter out) {
    Map<Evidence, Integer> all = count(controls);
    out.printf("%d controls: %s%n%n", controls.size(), states(all));
    out.printf(
        Locale.ROOT,
        "%-28s %5s %6s %7s %6s %9s%n",
        "",
        "all",
        "files",
        "partly",
        "live",
        "attested");
    table(out, "plane", byPlane());
    table(out, "mission", byKey(Control::sources));
    table(
        out,
        "framework",
        byKey(c -> c.frameworks().stream().map(Control.Mapping::framework).distinct().toList()));
  }

  private static String states(Map<Evidence, Integer> counts) {
    return counts.entrySet().stream()
        .map(e -> e.getValue() + " decided by " + words(e.getKey()))
        .collect(Collectors.joining(", "));
  }

  private static Map<Evidence, Integer> count(List<Control> some) {
    var out = new EnumMap<Evidence, Integer>(Evidence.class);
    some.forEach(c -> out.merge(c.evidence(), 1, Integer::sum));
    return out;
  }

  private Map<String, List<Control>> byPlane() {
    return byKey(c -> List.of(c.plane()));
  }

  private Map<String, List<Control>> byKey(
      java.util.function.Function<Control, List<String>> keys) {
    var out = new TreeMap<String, List<Control>>();
    for (Control control : controls) {
      for (String key : keys.apply(control)) {
        out.computeIfAbsent(key, k -> new java.util.ArrayList<>()).add(control);
      }
    }
    return out;
  }

  private static void table(PrintWriter out, String what, Map<String, List<Control>> rows) {
    out.println(what);
    rows.forEach((name, some) -> {
      Map<Evidence, Integer> counts = count(some);
      out.printf(
          Locale.ROOT,
          "  %-26s %5d %6d %7d %6d %9d%n",
          name.length() > 26 ? name.substring(0, 25) + "…" : name,
          some.size(),
          counts.getOrDefault(Evidence.FILES, 0),
          counts.getOrDefault(Evidence.PARTLY, 0),
          counts.getOrDefault(Evidence.LIVE, 0),
          counts.getOrDefault(Evidence.ATTESTATION, 0));
    });
  }
}
