package dev.bulkhead.rules;

import dev.bulkhead.cli.Main;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a fixture that a test may break, scanned by the program itself. */
final class ScannedPlatform {
  static final Path FIXTURES = Path.of("..", "fixtures");

  private final Path directory;

  private ScannedPlatform(Path directory) {
    this.directory = directory;
  }

  static ScannedPlatform copyOf(String fixture, Path into) throws IOException {
    Path from = FIXTURES.resolve(fixture);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.startsWith(from.resolve("broken"))) {
          continue;
        }
        Path target = into.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return new ScannedPlatform(into);
  }

  /** Replaces text that must be there. */
  ScannedPlatform change(String file, String from, String to) throws IOException {
    Path path = directory.resolve(file);
    String text = Files.readString(path);
    if (!text.contains(from)) {
      throw new IllegalArgumentException(file + " does not hold: " + from);
    }
    Files.writeString(path, text.replace(from, to));
    return this;
  }

  ScannedPlatform write(String file, String text) throws IOException {
    Files.writeString(directory.resolve(file), text);
    return this;
  }

  Path directory() {
    return directory;
  }

  /** One finding as tests compare it. */
  record Found(String control, String severity, String file, long line, String message) {}

  /** What the program said and how it ended. */
  record Result(
      int exitCode, String json, String errors, List<Found> findings, List<String> described) {
    List<String> controls() {
      return findings.stream().map(Found::control).distinct().sorted().toList();
    }
  }

  Result scan(String... more) {
    var args = new ArrayList<String>(List.of("scan", directory.toString(), "-o", "json"));
    args.addAll(List.of("--at", CaseScan.NOW.toString()));
    args.addAll(List.of(more));
    var out = new StringWriter();
    var err = new StringWriter();
    int code =
        Main.execute(args.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
    List<ObjectValue> findings = findings(out.toString());
    return new Result(
        code,
        out.toString(),
        err.toString(),
        findings.stream().map(ScannedPlatform::found).toList(),
        findings.stream().map(ScannedPlatform::described).sorted().toList());
  }

  /** A finding in four lines: control, severity and place; message; observed; expected. */
  private static String described(ObjectValue f) {
    String place = "";
    if (f.get("location") instanceof ObjectValue at) {
      place = text(at, "uri") + ":" + at.get("startLine") + ":" + at.get("startColumn");
    }
    return "%s %s %s%n  %s%n  observed: %s%n  expected: %s"
        .formatted(
            text(f, "control"),
            text(f, "severity"),
            place,
            text(f, "message"),
            text(f, "observed"),
            text(f, "expected"));
  }

  private static List<ObjectValue> findings(String json) {
    var out = new ArrayList<ObjectValue>();
    try {
      if (!json.isBlank()
          && JsonReader.read(json) instanceof ObjectValue report
          && report.get("findings") instanceof ArrayValue findings) {
        for (Value value : findings) {
          if (value instanceof ObjectValue f && !text(f, "state").equals("waived")) {
            out.add(f);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out;
  }

  private static Found found(ObjectValue f) {
    ObjectValue location = (ObjectValue) f.get("location");
    String line = location == null ? "0" : String.valueOf(location.get("startLine"));
    return new Found(
        text(f, "control"),
        text(f, "severity"),
        location == null ? "" : text(location, "uri"),
        Long.parseLong(line),
        text(f, "message"));
  }

  private static String text(ObjectValue object, String name) {
    return object.get(name) instanceof StringValue s ? s.value() : "";
  }
}
