package dev.bulkhead.admission;

import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a decision says to whoever asked: in the words of the scan, a line for each finding, worst
 * first.
 */
final class Wording {
  /** More lines than this hide the first. */
  private static final int MOST_LINES = 20;

  /**
   * The API server asks for 120 characters, may cut at 256, and drops what lies beyond 4,096 in
   * all.
   */
  private static final int SHORT_WARNING = 120;

  private static final int LONGEST_WARNING = 256;
  private static final int ALL_WARNINGS = 4096;

  private Wording() {}

  /** The text of a refusal. */
  static String refusal(Decision decision) {
    List<String> lines = new ArrayList<>();
    sorted(decision.denied()).stream().limit(MOST_LINES).map(Wording::line).forEach(lines::add);
    if (decision.denied().size() > MOST_LINES) {
      lines.add("and " + (decision.denied().size() - MOST_LINES) + " more findings");
    }
    if (decision.denied().isEmpty()) {
      decision.unknowns().stream().limit(MOST_LINES).map(Wording::line).forEach(lines::add);
    }
    if (decision.because() != null) {
      lines.add(oneLine(decision.because()));
    }
    return String.join("\n", lines);
  }

  private static List<Finding> sorted(List<Finding> findings) {
    return findings.stream()
        .sorted(
            Comparator.comparing(Finding::severity)
                .thenComparing(Finding::control)
                .thenComparing(Finding::entity)
                .thenComparing(Finding::path))
        .toList();
  }

  /** {@code [ID] what: observed, expected, at. Fix: …}. */
  static String line(Finding f) {
    var out = new StringBuilder("[").append(f.control()).append("] ").append(f.message());
    String separator = ": ";
    if (!f.observed().isEmpty()) {
      out.append(separator).append("observed ").append(f.observed());
      separator = ", ";
    }
    if (!f.expected().isEmpty()) {
      out.append(separator).append("expected ").append(f.expected());
      separator = ", ";
    }
    if (!f.path().isEmpty()) {
      out.append(separator).append("at ").append(f.path());
    }
    out.append('.');
    if (!f.fix().isEmpty()) {
      out.append(" Fix: ").append(f.fix());
    }
    return oneLine(out.toString());
  }

  private static String line(Stage.Unknown unknown) {
    return oneLine(
        (unknown.control().isEmpty() ? "" : "[" + unknown.control() + "] ")
            + "cannot be judged: "
            + unknown.reason());
  }

  /** The warnings of a decision, as many as the API server lets through. */
  static List<String> warnings(Decision decision) {
    List<String> all = new ArrayList<>();
    if (decision.outcome() == Decision.Outcome.BREAK_GLASS && !decision.denied().isEmpty()) {
      all.add(fit("allowed under " + decision.because()));
      sorted(decision.denied()).forEach(f -> all.add(warning(f)));
    }
    sorted(decision.warned()).forEach(f -> all.add(warning(f)));
    decision.unknowns().forEach(u -> all.add(fit(line(u))));
    List<String> out = new ArrayList<>();
    int room = ALL_WARNINGS - LONGEST_WARNING;
    for (String warning : all) {
      room -= warning.length();
      if (room < 0) {
        out.add("and " + (all.size() - out.size()) + " more findings; the decision log has all");
        break;
      }
      out.add(warning);
    }
    return out;
  }

  private static String warning(Finding f) {
    String head = oneLine("[" + f.control() + "] " + f.message());
    String whole = f.observed().isEmpty() ? head : head + ": " + oneLine(f.observed());
    return fit(whole.length() <= SHORT_WARNING ? whole : head);
  }

  private static String fit(String text) {
    return text.length() <= LONGEST_WARNING ? text : text.substring(0, LONGEST_WARNING - 1) + "…";
  }

  /** What the API server's audit log keeps of the decision. */
  static Map<String, String> annotations(Decision decision) {
    var out = new LinkedHashMap<String, String>();
    out.put("decision", word(decision.outcome()));
    put(out, "denied", decision.denied());
    put(out, "warned", decision.warned());
    put(out, "recorded", decision.recorded());
    if (!decision.unknowns().isEmpty()) {
      out.put("unknown", String.valueOf(decision.unknowns().size()));
    }
    if (decision.because() != null) {
      out.put("because", fit(oneLine(decision.because())));
    }
    return out;
  }

  private static void put(Map<String, String> out, String key, List<Finding> findings) {
    if (!findings.isEmpty()) {
      out.put(
          key,
          findings.stream()
              .map(Finding::control)
              .distinct()
              .sorted()
              .collect(Collectors.joining(",")));
    }
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Text of the input in one line, without what a terminal would obey. */
  static String oneLine(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          boolean space = Character.isWhitespace(c);
          if (!space && (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)) {
            return;
          }
          if (!space) {
            out.appendCodePoint(c);
          } else if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
          }
        });
    return out.toString().strip();
  }
}
