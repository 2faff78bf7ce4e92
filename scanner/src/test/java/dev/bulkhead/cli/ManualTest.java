package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Help, manual pages and shell completion are made of one description of the commands. */
class ManualTest {
  private static final Path MANUAL = Path.of("../docs/man");

  @TempDir Path folder;

  @Test
  void theManualPagesAreThoseOfTheCommands() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    collect(Main.commandLine(), pages);
    if (Boolean.getBoolean("golden.refresh")) {
      Files.createDirectories(MANUAL);
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(MANUAL.resolve(page.getKey()), page.getValue());
      }
    }
    Map<String, String> published = new TreeMap<>();
    try (Stream<Path> files = Files.list(MANUAL)) {
      for (Path file : files.toList()) {
        published.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(published)
        .as(
            "commands or options changed: mvn test -pl scanner -am -Dtest=ManualTest -Dgolden.refresh=true writes %s anew",
            MANUAL)
        .isEqualTo(pages);
  }

  @Test
  void everyCommandAndOptionSaysWhatItIsFor() {
    assertThat(undescribed(Main.commandLine())).isEmpty();
  }

  @Test
  void helpFitsEightyColumns() {
    Map<String, String> help = new TreeMap<>();
    collectHelp(Main.commandLine(), help);
    assertThat(help).hasSizeGreaterThan(8);
    help.forEach((command, text) ->
        assertThat(text.lines()).as(command).allMatch(line -> line.length() <= 80));
  }

  @Test
  void bashCompletesCommandsAndOptions() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash here");
    Path script =
        Files.writeString(folder.resolve("completion"), Run.of("completion", "bash").out());
    assertThat(completed(script, "bulkhead", "sna")).isEqualTo("snapshot");
    assertThat(completed(script, "bulkhead", "scan", "--sar")).isEqualTo("--sarif-profile");
    assertThat(completed(script, "bulkhead", "scan", "-o", "ht")).isEqualTo("html");
  }

  private static String completed(Path script, String... words) throws Exception {
    String line = String.join(" ", words);
    Process bash =
        new ProcessBuilder(
                "/bin/bash",
                "-c",
                "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=%d; _complete_bulkhead; echo \"${COMPREPLY[*]}\""
                    .formatted(script, line, words.length - 1, line, line.length()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return out;
  }

  private static void collect(CommandLine command, Map<String, String> pages) {
    pages.put(ManPage.name(command.getCommandSpec()) + ".1", ManPage.of(command.getCommandSpec()));
    command.getSubcommands().values().forEach(sub -> collect(sub, pages));
  }

  private static void collectHelp(CommandLine command, Map<String, String> help) {
    String text = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
    help.put(command.getCommandSpec().qualifiedName(), text);
    command.getSubcommands().values().forEach(sub -> collectHelp(sub, help));
  }

  private static Stream<String> undescribed(CommandLine command) {
    var spec = command.getCommandSpec();
    Stream<String> own =
        Stream.concat(
            spec.usageMessage().description().length == 0 ? Stream.of("") : Stream.of(),
            spec.args().stream().filter(a -> a.description().length == 0).map(Object::toString));
    return Stream.concat(
        own.map(what -> spec.qualifiedName() + " " + what),
        command.getSubcommands().values().stream().flatMap(ManualTest::undescribed));
  }
}
