package dev.bulkhead.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A change in the unified format that {@code diff -u} writes and {@code patch -p1} reads. It is
 * applied strictly: a line that is not where the change says is an error, so that no variant
 * survives the platform that it was made for.
 */
record Patch(List<FilePart> files) {
  private static final String ABSENT = "/dev/null";
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+\\d+(?:,\\d+)? @@.*");

  /** What changes in one file; a hunk begins at a line counted from 1. */
  record FilePart(String before, String after, List<Hunk> hunks) {}

  /** Lines with their mark: a space, - or +. */
  record Hunk(int start, List<String> lines) {}

  static Patch parse(List<String> lines) {
    var files = new ArrayList<FilePart>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher hunk = HUNK.matcher(line);
      if (line.startsWith("--- ") && i + 1 < lines.size() && lines.get(i + 1).startsWith("+++ ")) {
        files.add(new FilePart(path(line), path(lines.get(++i)), new ArrayList<>()));
      } else if (hunk.matches()) {
        files.getLast().hunks().add(new Hunk(Integer.parseInt(hunk.group(1)), new ArrayList<>()));
      } else {
        files.getLast().hunks().getLast().lines().add(line.isEmpty() ? " " : line);
      }
    }
    return new Patch(files);
  }

  private static String path(String line) {
    String path = line.substring(4).strip();
    return path.equals(ABSENT) ? path : path.substring(path.indexOf('/') + 1);
  }

  void apply(Path directory) throws IOException {
    for (FilePart file : files) {
      boolean isNew = file.before().equals(ABSENT);
      List<String> before =
          isNew ? List.of() : Files.readAllLines(directory.resolve(file.before()));
      List<String> after = changed(file, before);
      if (file.after().equals(ABSENT)) {
        Files.delete(directory.resolve(file.before()));
      } else {
        Path target = directory.resolve(file.after());
        Files.createDirectories(target.getParent());
        Files.writeString(target, String.join("\n", after) + "\n");
      }
    }
  }

  private static List<String> changed(FilePart file, List<String> before) {
    var out = new ArrayList<String>();
    int at = 0;
    for (Hunk hunk : file.hunks()) {
      int start = Math.max(0, hunk.start() - 1);
      out.addAll(before.subList(at, start));
      at = start;
      for (String line : hunk.lines()) {
        char mark = line.charAt(0);
        if (mark != '+') {
          if (at >= before.size() || !before.get(at).equals(line.substring(1))) {
            throw new IllegalStateException(
                file.before() + ":" + (at + 1) + " is not \"" + line.substring(1) + "\"");
          }
          at++;
        }
        if (mark != '-') {
          out.add(line.substring(1));
        }
      }
    }
    out.addAll(before.subList(at, before.size()));
    return out;
  }
}
