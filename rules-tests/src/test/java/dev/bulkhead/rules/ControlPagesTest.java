package dev.bulkhead.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.rules.CaseFile.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages of {@code docs/controls} are written from the controls' METADATA and from their cases,
 * so that what they show failing does fail.
 */
class ControlPagesTest {
  private static final Path DIRECTORY = Path.of("..", "docs", "controls");

  @Test
  void pagesAreWhatTheControlsSay() throws IOException {
    Map<String, String> wanted = pages();
    if (Boolean.getBoolean("golden.refresh")) {
      refresh(wanted);
    }

    assertThat(published())
        .as(
            "mvn test -pl rules-tests -am -Dtest=ControlPagesTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Djvm.test.args=-Dgolden.refresh=true"
                + " writes docs/controls anew")
        .isEqualTo(wanted);
  }

  private static void refresh(Map<String, String> pages) throws IOException {
    Files.createDirectories(DIRECTORY);
    for (String name : published().keySet()) {
      Files.delete(DIRECTORY.resolve(name));
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(DIRECTORY.resolve(page.getKey()), page.getValue());
    }
  }

  private static Map<String, String> published() throws IOException {
    var out = new TreeMap<String, String>();
    if (Files.isDirectory(DIRECTORY)) {
      try (Stream<Path> files = Files.list(DIRECTORY)) {
        for (Path file : files.toList()) {
          out.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return out;
  }

  private static Map<String, String> pages() throws IOException {
    Map<String, CaseFile> cases = new TreeMap<>();
    CaseFile.all().forEach(file -> cases.put(file.control(), file));
    var out = new TreeMap<String, String>();
    var index =
        new StringBuilder(
            """
            # Controls

            Written from the controls themselves; do not edit.

            | id | what holds | severity | decided by |
            |---|---|---|---|
            """);
    for (Control control : ControlLibrary.load(java.util.List.of()).controls()) {
      index
          .append("| [%s](%s.md) | ".formatted(control.id(), control.id()))
          .append(control.title().replace("|", "\\|"))
          .append(" | ")
          .append(lower(control.severity()))
          .append(" | ")
          .append(words(control.evidence()))
          .append(" |\n");
      out.put(
          control.id() + ".md",
          page(control, Objects.requireNonNull(cases.get(control.id()), control.id())));
    }
    out.put("README.md", index.toString());
    return out;
  }

  private static String page(Control control, CaseFile cases) {
    var out = new StringBuilder("# " + control.id() + ": " + control.title() + "\n\n");
    out.append(control.description()).append("\n\n");
    out.append("* severity: ").append(lower(control.severity())).append('\n');
    out.append("* decided by: ").append(words(control.evidence())).append('\n');
    out.append("* looks at: ").append(String.join(", ", control.kinds())).append('\n');
    if (!control.tiers().isEmpty()) {
      out.append("* tiers: ").append(String.join(", ", control.tiers())).append('\n');
    }
    out.append("\n## How to mend it\n\n").append(control.remediation()).append('\n');
    if (control.example() != null) {
      out.append("\n```\n").append(control.example().strip()).append("\n```\n");
    }
    failing(cases, out);
    if (!control.parameters().isEmpty()) {
      out.append("\n## Parameters\n\n| name | default | |\n|---|---|---|\n");
      new TreeMap<>(control.parameters())
          .forEach((name, p) ->
              out.append(
                  "| `%s` | `%s` | %s |\n".formatted(name, p.defaultValue(), p.description())));
    }
    if (!control.frameworks().isEmpty()) {
      out.append("\n## Frameworks\n\n| framework | requirement | coverage |\n|---|---|---|\n");
      control
          .frameworks()
          .forEach(m ->
              out.append(
                  "| %s | %s | %s |\n".formatted(m.framework(), m.requirement(), m.coverage())));
    }
    if (!control.references().isEmpty()) {
      out.append("\n## References\n\n");
      control.references().forEach(r -> out.append("* <").append(r).append(">\n"));
    }
    return out.toString();
  }

  private static void failing(CaseFile cases, StringBuilder out) {
    for (Case one : cases.cases()) {
      boolean fails = one.expected().stream().anyMatch(o -> o.status().equals("fail"));
      if (fails && one.files().values().stream().mapToInt(String::length).sum() < 1_500) {
        out.append("\n## Seen failing: ").append(one.name()).append("\n");
        one.files()
            .forEach((name, text) ->
                out.append("\n`%s`\n\n```\n%s\n```\n".formatted(name, text.strip())));
        out.append('\n');
        one.expected().stream()
            .filter(o -> o.status().equals("fail"))
            .forEach(o -> out.append("* ").append(o.fields().get("message")).append('\n'));
        return;
      }
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String words(Control.Evidence evidence) {
    return switch (evidence) {
      case FILES -> "files";
      case PARTLY -> "files in part";
      case LIVE -> "the running system";
      case ATTESTATION -> "dated evidence by people";
    };
  }
}
