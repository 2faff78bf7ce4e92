package dev.bulkhead.render;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code kustomize}, or {@code kubectl} that has it built in. Runs without plugins, without Helm,
 * with an environment in which it finds neither Git nor a proxy that answers.
 *
 * @param command the program and what comes before the directory
 */
record KustomizeProgram(List<String> command) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LARGEST_OUTPUT = 128L << 20;

  /** An address at which nobody listens. */
  private static final String NO_PROXY = "http://127.0.0.1:9";

  /** The one on the PATH; null where there is none. */
  static @Nullable KustomizeProgram find(@Nullable String path) {
    for (String name : List.of("kustomize", "kubectl")) {
      Path program = find(path, name);
      if (program != null) {
        return new KustomizeProgram(
            List.of(program.toString(), name.equals("kustomize") ? "build" : "kustomize"));
      }
    }
    return null;
  }

  private static @Nullable Path find(@Nullable String path, String name) {
    for (String directory : path == null ? new String[0] : path.split(File.pathSeparator, -1)) {
      try {
        Path program = Path.of(directory, name);
        // a relative entry of the PATH could lead into the scanned tree
        if (program.isAbsolute() && Files.isExecutable(program) && Files.isRegularFile(program)) {
          return program;
        }
      } catch (InvalidPathException e) {
        // an entry that is no path holds no program
      }
    }
    return null;
  }

  /**
   * What a build gave.
   *
   * @param problem empty where it succeeded
   */
  record Build(String manifest, String problem) {}

  Build build(Path directory, Path work) throws IOException, InterruptedException {
    Path out = work.resolve("build.out");
    Path err = work.resolve("build.err");
    var arguments = new ArrayList<>(command);
    arguments.add(directory.toString());
    var builder = new ProcessBuilder(arguments);
    builder.directory(work.toFile());
    builder.redirectOutput(out.toFile());
    builder.redirectError(err.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("HOME", work.toString());
    environment.put("TMPDIR", work.toString());
    environment.put("PATH", work.resolve("nothing").toString());
    environment.put("HTTP_PROXY", NO_PROXY);
    environment.put("HTTPS_PROXY", NO_PROXY);
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        return new Build("", "it took longer than " + PATIENCE.toSeconds() + " seconds");
      }
    } finally {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    }
    if (process.exitValue() != 0) {
      return new Build("", problem(Files.readString(err)));
    }
    return Files.size(out) > LARGEST_OUTPUT
        ? new Build("", "it builds more than " + (LARGEST_OUTPUT >> 20) + " MiB")
        : new Build(Files.readString(out), "");
  }

  /** The reason without what the program writes before it. */
  private static String problem(String text) {
    String line =
        text.lines()
            .filter(l -> !l.isBlank() && !l.startsWith("#"))
            .findFirst()
            .orElse("no reason given");
    int quoted = line.indexOf("err=\"");
    String reason = quoted < 0 ? line : line.substring(quoted + "err=\"".length());
    return reason.startsWith("Error: ") ? reason.substring("Error: ".length()) : reason;
  }
}
