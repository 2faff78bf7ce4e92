package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows docs/policies.md as a reader would: writes its files, runs its commands, and compares
 * what they print. A line {@code …} stands for any lines.
 */
class PolicyGuideTest {
  private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern FILE = Pattern.compile("`([a-z_/]+\\.(?:rego|yaml))`:");
  private static final Pattern TIME = Pattern.compile("\\([0-9.]+[µm]?s\\)");

  @TempDir private Path directory = Path.of("");

  @Test
  void everyCommandOfTheGuidePrintsWhatTheGuideShows() throws IOException {
    copy(REPOSITORY.resolve("fixtures/retail"), directory.resolve("platform"));
    String file = "";
    int commands = 0;
    var block = new ArrayList<String>();
    String fence = "";
    for (String line : Files.readAllLines(REPOSITORY.resolve("docs/policies.md"))) {
      Matcher named = FILE.matcher(line);
      if (!fence.isEmpty() && line.equals("```")) {
        if (fence.equals("```rego") || fence.equals("```yaml")) {
          Path target = directory.resolve(file);
          Files.createDirectories(target.resolveSibling("x").getParent());
          Files.write(target, block);
        } else if (fence.equals("```console")) {
          commands += run(block);
        }
        fence = "";
      } else if (!fence.isEmpty()) {
        block.add(line);
      } else if (line.startsWith("```")) {
        fence = line;
        block.clear();
      } else if (named.matches()) {
        file = named.group(1);
      }
    }
    assertThat(commands).isGreaterThan(8);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }

  /** Runs the commands of a block; each is followed by what it prints. */
  private int run(List<String> block) throws IOException {
    int commands = 0;
    for (int i = 0; i < block.size(); ) {
      String command = block.get(i++);
      var expected = new ArrayList<String>();
      while (i < block.size() && !block.get(i).startsWith("$ ")) {
        expected.add(block.get(i++));
      }
      check(command, expected);
      commands++;
    }
    return commands;
  }

  private void check(String command, List<String> expected) throws IOException {
    String[] parts = command.substring("$ bulkhead ".length()).split(" > ");
    var out = new StringWriter();
    Main.execute(arguments(parts[0]), new PrintWriter(out), new PrintWriter(out));
    String printed = TIME.matcher(out.toString().replace(directory + "/", "")).replaceAll("(time)");
    if (parts.length > 1) {
      Files.writeString(directory.resolve(parts[1]), printed);
      return;
    }
    assertThat(printed).as(command).matches(pattern(expected));
  }

  /** Names of files are made absolute, because the program runs in another directory. */
  private String[] arguments(String line) {
    var out = new ArrayList<String>();
    String before = "";
    for (String word : line.split(" ")) {
      boolean file =
          Files.exists(directory.resolve(word)) || (before.equals("--data") && word.length() > 1);
      out.add(file ? directory.resolve(word).toString() : word);
      before = word;
    }
    return out.toArray(String[]::new);
  }

  private static Pattern pattern(List<String> lines) {
    var out = new StringBuilder();
    for (String line : lines) {
      out.append(line.equals("…") ? "(?:.*\\n)*?" : Pattern.quote(line) + "\\n");
    }
    return Pattern.compile(out.toString());
  }
}
