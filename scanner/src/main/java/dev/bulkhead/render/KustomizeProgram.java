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
import java.util.stream.Collectors;
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

  /** How klog writes an error of one line, and of several: those follow, closed by " >". */
  private static final String LOGGED_LINE = "err=\"";

  private static final String LOGGED_BLOCK = "err=<";

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

  /**
   * The reason without what the program writes before it: kubectl logs it as klog does, whose
   * header holds the time and the number of the process, which differ with every run.
   */
  static String problem(String text) {
    List<String> lines = text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith(LOGGED_BLOCK)) {
        return plain(
            lines.subList(i + 1, lines.size()).stream()
                .takeWhile(l -> !l.equals(" >"))
                .map(String::strip)
                .collect(Collectors.joining(" ")));
      }
    }
    String line = lines.isEmpty() ? "no reason given" : lines.getFirst();
    int quoted = line.indexOf(LOGGED_LINE);
    return plain(quoted < 0 ? line : unquoted(line.substring(quoted + LOGGED_LINE.length())));
  }

  private static String unquoted(String text) {
    String inner = text.endsWith("\"") ? text.substring(0, text.length() - 1) : text;
    return inner.replace("\\\"", "\"");
  }

  private static String plain(String reason) {
    String told = reason.startsWith("Error: ") ? reason.substring("Error: ".length()) : reason;
    return told.isEmpty() ? "no reason given" : told;
  }
}
