package dev.bulkhead.report;

import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.Severity;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The controls as SARIF rules. */
final class SarifRules {
  /** GitHub keeps ten tags of a rule. */
  private static final int MOST_TAGS = 10;

  /** The most that GitHub takes for descriptions. */
  private static final int LONGEST_DESCRIPTION = 1_024;

  private static final int LONGEST_NAME = 255;

  private final Json json;

  SarifRules(Json json) {
    this.json = json;
  }

  void writeTool(String version, List<Control> controls) throws IOException {
    json.object(
        "tool",
        () ->
            json.object(
                "driver",
                () -> {
                  json.text("name", "Bulkhead");
                  json.text("version", version);
                  if (version.matches("\\d{1,9}\\.\\d{1,9}\\.\\d{1,9}(-[0-9A-Za-z.-]{1,99})?")) {
                    json.text("semanticVersion", version);
                  }
                  json.array("rules", controls, c -> json.object(() -> writeRule(c)));
                }));
  }

  static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM -> "warning";
      case LOW -> "note";
    };
  }

  /** In the middle of GitHub's bands; 9.0 itself falls between two of them. */
  private static String score(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "9.5";
      case HIGH -> "8.0";
      case MEDIUM -> "5.5";
      case LOW -> "2.5";
    };
  }

  private void writeRule(Control control) throws IOException {
    json.text("id", control.id());
    json.text("name", cut(name(control), LONGEST_NAME));
    writeText("shortDescription", cut(control.title(), LONGEST_DESCRIPTION));
    writeText("fullDescription", cut(control.description(), LONGEST_DESCRIPTION));
    json.object("defaultConfiguration", () -> json.text("level", level(control.severity())));
    if (!control.references().isEmpty()) {
      json.text("helpUri", control.references().getFirst());
    }
    json.object(
        "help",
        () -> {
          json.text("text", control.description() + "\n\n" + control.remediation());
          json.text("markdown", help(control));
        });
    json.object(
        "properties",
        () -> {
          json.array("tags", tags(control), json::element);
          json.text("precision", "high");
          json.text("security-severity", score(control.severity()));
        });
  }

  private void writeText(String name, String text) throws IOException {
    json.object(name, () -> json.text("text", text.isBlank() ? "-" : text));
  }

  /** SARIF wants an identifier in Pascal case that people can read. */
  private static String name(Control control) {
    StringBuilder name = new StringBuilder();
    for (String word : control.title().replace("'", "").split("[^A-Za-z0-9]+")) {
      // "ANamespace" and "TLSIs" would not be Pascal case
      if (word.length() > 1) {
        name.append(word.substring(0, 1).toUpperCase(Locale.ROOT));
        name.append(word.substring(1).toLowerCase(Locale.ROOT));
      }
    }
    return name.isEmpty() ? control.id() : name.toString();
  }

  private static Set<String> tags(Control control) {
    Set<String> tags =
        new LinkedHashSet<>(List.of("security", control.plane().toLowerCase(Locale.ROOT)));
    for (Control.Mapping mapping : control.frameworks()) {
      if (tags.size() < MOST_TAGS) {
        tags.add(mapping.framework() + "/" + mapping.requirement());
      }
    }
    return tags;
  }

  private static String help(Control control) {
    StringBuilder help = new StringBuilder(control.description());
    help.append("\n\n## How to fix\n\n").append(control.remediation());
    String example = control.example();
    if (example != null) {
      String fence = "`".repeat(Math.max(3, Escape.longestRun(example) + 1));
      help.append("\n\n").append(fence).append("yaml\n");
      help.append(example.stripTrailing()).append('\n').append(fence);
    }
    if (!control.frameworks().isEmpty()) {
      help.append("\n\n## Requirements\n");
      for (Control.Mapping m : control.frameworks()) {
        help.append("\n- ").append(m.framework()).append(' ').append(m.requirement());
        help.append(" (").append(m.coverage()).append(')');
      }
    }
    if (!control.references().isEmpty()) {
      help.append("\n\n## References\n");
      control.references().forEach(url -> help.append("\n- <").append(url).append('>'));
    }
    return help.append('\n').toString();
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
