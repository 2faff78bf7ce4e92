import com.google.googlejavaformat.java.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks (or with {@code fix} mends) the format of every Java file below the modules, with google-java-format. A
 * program of its own because the formatter needs the JDK of the sources, which need not be the one that Maven runs on.
 */
final class CheckFormat {
  private static final List<String> ROOTS = List.of("rego", "rego-wasm", "scanner", "policies", "rules-tests", "bench");

  public static void main(String[] args) throws Exception {
    boolean fix = List.of(args).contains("fix");
    var formatter = new Formatter();
    int wrong = 0;
    for (Path file : sources()) {
      String text = Files.readString(file);
      String formatted;
      try {
        formatted = formatter.formatSource(text);
      } catch (com.google.googlejavaformat.java.FormatterException e) {
        System.err.println(file + ": cannot be formatted: " + e.getMessage());
        wrong++;
        continue;
      }
      if (formatted.equals(text)) {
        continue;
      }
      if (fix) {
        Files.writeString(file, formatted);
      } else {
        System.err.println(file + ": not formatted");
        wrong++;
      }
    }
    if (wrong > 0) {
      System.err.println(wrong + " files are not formatted; mvn -q -N validate -Dformat.mode=fix mends them");
      System.exit(1);
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files =
        ROOTS.stream().map(Path::of).filter(Files::isDirectory).flatMap(CheckFormat::walk)) {
      return files
          .filter(f -> f.toString().endsWith(".java") && !f.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> walk(Path root) {
    try {
      return Files.walk(root);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
