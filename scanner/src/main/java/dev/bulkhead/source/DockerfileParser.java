package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Sequence;
import dev.bulkhead.source.Node.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Dockerfiles: instructions with continuation lines joined, heredocs kept with their instruction.
 */
final class DockerfileParser {
  private final List<String> lines;
  private char escape = '\\';
  private int at;

  private DockerfileParser(String text) {
    this.lines = List.of(text.split("\r?\n", -1));
  }

  static Node parse(String text) {
    return new DockerfileParser(text).parse();
  }

  private Node parse() {
    directives();
    var instructions = new ArrayList<Node>();
    while (at < lines.size()) {
      String line = lines.get(at).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        at++;
      } else {
        instructions.add(instruction());
      }
    }
    Span span = new Span(1, 1, Math.max(1, lines.size()), lines.getLast().length() + 1);
    return new Mapping(
        span,
        List.of(
            new Entry(
                string("instructions", new Span(1, 1, 1, 1)),
                new Sequence(span, List.copyOf(instructions)))));
  }

  /** {@code # escape=`} in the first lines. */
  private void directives() {
    for (String line : lines) {
      String text = line.strip().toLowerCase(Locale.ROOT).replace(" ", "");
      if (!text.startsWith("#") || !text.contains("=")) {
        return;
      }
      if (text.startsWith("#escape=") && text.length() > 8) {
        escape = text.charAt(8);
      }
    }
  }

  private Node instruction() {
    int first = at;
    var text = new StringBuilder();
    boolean more = true;
    while (more && at < lines.size()) {
      String line = lines.get(at++);
      if (at - 1 > first && line.strip().startsWith("#")) {
        continue;
      }
      String stripped = line.stripTrailing();
      more = !stripped.isEmpty() && stripped.charAt(stripped.length() - 1) == escape;
      text.append(more ? stripped.substring(0, stripped.length() - 1) : stripped).append(' ');
    }
    heredocs(text);
    String whole = text.toString().strip();
    int space = 0;
    while (space < whole.length() && !Character.isWhitespace(whole.charAt(space))) {
      space++;
    }
    String name = whole.substring(0, space).toUpperCase(Locale.ROOT);
    var flags = new ArrayList<Node>();
    String rest = whole.substring(space).strip();
    int start = lines.get(first).length() - lines.get(first).stripLeading().length();
    Span span = new Span(first + 1, start + 1, at, lines.get(at - 1).length() + 1);
    while (rest.startsWith("--")) {
      int end = rest.indexOf(' ');
      flags.add(string(end < 0 ? rest : rest.substring(0, end), span));
      rest = end < 0 ? "" : rest.substring(end).strip();
    }
    Span key = new Span(first + 1, start + 1, first + 1, start + 1 + name.length());
    return new Mapping(
        span,
        List.of(
            new Entry(string("name", key), string(name, key)),
            new Entry(string("flags", span), new Sequence(span, List.copyOf(flags))),
            new Entry(string("text", span), string(rest, span))));
  }

  /** {@code <<EOF}: the lines up to the word belong to the instruction. */
  private void heredocs(StringBuilder text) {
    int mark = text.indexOf("<<");
    while (mark >= 0) {
      int from = mark + 2;
      if (from < text.length() && text.charAt(from) == '-') {
        from++;
      }
      int to = from;
      while (to < text.length()
          && (Character.isLetterOrDigit(text.charAt(to)) || "_\"'".indexOf(text.charAt(to)) >= 0)) {
        to++;
      }
      String word = text.substring(from, to).replace("\"", "").replace("'", "");
      int next = text.indexOf("<<", to);
      if (!word.isEmpty() && Character.isLetter(word.charAt(0))) {
        while (at < lines.size() && !lines.get(at).strip().equals(word)) {
          text.append(lines.get(at++)).append('\n');
        }
        at = Math.min(at + 1, lines.size());
      }
      mark = next;
    }
  }

  private static Scalar string(String text, Span span) {
    return new Scalar(span, text, Type.STRING);
  }
}
