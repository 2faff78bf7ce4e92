package dev.bulkhead.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One way to break a platform: {@code broken/<control>-<what>.patch} of a fixture. Above the change
 * stands what happened, and the findings that it must give, each in four lines.
 *
 * @param control the one control that must turn
 * @param head the lines above the findings
 * @param findings as {@link ScannedPlatform.Result#described} writes them
 */
record Variant(
    Path file,
    String platform,
    String control,
    List<String> head,
    List<String> findings,
    Patch patch) {
  private static final String FINDING = "Finding: ";

  static List<Variant> of(String platform) throws IOException {
    Path directory = ScannedPlatform.FIXTURES.resolve(platform).resolve("broken");
    try (Stream<Path> files = Files.list(directory)) {
      var out = new ArrayList<Variant>();
      for (Path file : files.sorted().toList()) {
        out.add(read(platform, file));
      }
      return out;
    }
  }

  private static Variant read(String platform, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int change = change(lines);
    int findings = 0;
    while (findings < change && !lines.get(findings).startsWith(FINDING)) {
      findings++;
    }
    var found = new ArrayList<String>();
    for (int i = findings; i < change; i++) {
      String line = lines.get(i);
      if (line.startsWith(FINDING)) {
        found.add(line.substring(FINDING.length()));
      } else if (!line.isBlank()) {
        found.set(found.size() - 1, found.getLast() + "\n" + line);
      }
    }
    String name = String.valueOf(file.getFileName());
    return new Variant(
        file,
        platform,
        name.split("(?<=-\\d\\d)-", 2)[0],
        List.copyOf(lines.subList(0, findings)),
        found,
        Patch.parse(lines.subList(change, lines.size())));
  }

  private static int change(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("--- ")) {
        return i;
      }
    }
    throw new IllegalStateException("no change");
  }

  String name() {
    return platform + "/" + file.getFileName();
  }

  /** Writes the file with other findings; what happened and the change stay. */
  void rewrite(List<String> findings) throws IOException {
    List<String> lines = Files.readAllLines(file);
    var out = new ArrayList<>(head);
    while (!out.isEmpty() && out.getLast().isBlank()) {
      out.removeLast();
    }
    out.add("");
    for (String finding : findings) {
      (FINDING + finding).lines().forEach(out::add);
      out.add("");
    }
    out.addAll(lines.subList(change(lines), lines.size()));
    Files.writeString(file, String.join("\n", out) + "\n");
  }
}
