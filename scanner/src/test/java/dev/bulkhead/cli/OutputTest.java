package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports that cannot be written are errors, and leave nothing half done. */
class OutputTest {
  private static final String INPUT = "../fixtures/training";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-o yaml           | unknown format \"yaml\"; formats: console, sarif, json, html, junit, gitlab, markdown",
        "-o sarif=         | a file is missing after -o sarif=",
        "-o sarif -o json  | only one report can go to standard output; name files for the others: -o json=FILE",
        "-o sarif=a -o json=./a | two reports would be written to ./a",
        "--explain ISO-99  | no control that was asked is called ISO-99; bulkhead controls list shows them, --only and --skip choose",
      })
  void whatMakesNoSenseIsRefusedBeforeAnythingIsWritten(String options, String message) {
    var args = new ArrayList<>(List.of("scan", INPUT));
    args.addAll(List.of(options.split(" ")));
    Run run = Run.of(args.toArray(String[]::new));
    assertThat(run).isEqualTo(new Run(2, "", "bulkhead: " + message + "\n"));
  }

  @Test
  void aDirectoryThatDoesNotExistIsMade() throws IOException {
    Path report = folder.resolve("new/reports/out.sarif");
    Run run = Run.of("scan", INPUT, "-o", "sarif=" + report);
    assertThat(run.code()).isLessThan(3);
    assertThat(report).exists();
  }

  @Test
  void aPathThroughAFileIsAnError() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    Run run = Run.of("scan", INPUT, "-o", "sarif=" + file.resolve("out.sarif"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith("bulkhead: cannot write " + file.resolve("out.sarif") + ": ")
        .doesNotContain("Exception");
    assertThat(file).hasContent("kept");
  }

  @Test
  void aFullDiskIsAnErrorAndLeavesNoPartOfAReport() throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "no /dev/full here");
    Run run = Run.of("scan", INPUT, "-o", "html=" + full);
    assertThat(run.err()).isEqualTo("bulkhead: cannot write /dev/full: No space left on device\n");
    assertThat(run.code()).isEqualTo(2);
    assertThat(started(full.toFile(), "controls", "list"))
        .isEqualTo(
            new Run(2, "", "bulkhead: cannot write to standard output: No space left on device\n"));
  }

  @Test
  void aReportOverAnOlderOneReplacesItWholeOrNotAtAll() throws IOException {
    Path report = Files.writeString(folder.resolve("out.json"), "older");
    assertThat(Run.of("scan", INPUT, "-o", "json=" + report).err()).doesNotContain("cannot");
    assertThat(Files.readString(report)).startsWith("{").endsWith("}\n");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(report);
    }
  }

  @Test
  void theConsoleFitsEightyColumns() {
    Run run = Run.of("scan", "../fixtures/demo", "--all");
    assertThat(run.out().lines().filter(line -> line.length() > 80)).isEmpty();
    assertThat(run.code()).isEqualTo(1);
  }

  @Test
  void aLongLineIsCutAroundWhatIsMeant() throws IOException {
    Files.writeString(
        folder.resolve("odoo.yaml"),
        "{apiVersion: v1, kind: Pod, metadata: {name: odoo-with-a-long-name, namespace: acme}, spec: {hostNetwork: true, containers: [{}]}}");
    Run run = Run.of("scan", folder.toString(), "--only", "WRK-07");
    assertThat(run.out())
        .contains(
            """
                > 1 │ …ace: acme}, spec: {hostNetwork: true, containers: [{}]}}
                    │                     ^^^^^^^^^^^^^^^^^
            """);
  }

  /** Runs the program as a process of its own, whose standard output is a file. */
  private static Run started(File stdout, String... args) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectOutput(stdout).start();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), "", err);
  }
}
