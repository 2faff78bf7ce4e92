package dev.bulkhead.render;

import dev.bulkhead.source.Quotes;
import dev.bulkhead.model.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys and list items of a YAML template by their indentation, whether or not the text is valid
 * YAML. Lines that only steer ({@code {{ if … }}}) are left out; lines that insert something
 * ({@code {{ toYaml … | nindent 8 }}}) are kept as holes.
 */
final class TemplateOutline {
  /** What opens a line that inserts nothing. */
  private static final List<String> STEERING =
      List.of(
          "if ",
          "else",
          "end",
          "range ",
          "with ",
          "define ",
          "block ",
          "break",
          "continue",
          "$",
          "/*");

  private final List<Line> documents = new ArrayList<>();
  private final Deque<Line> open = new ArrayDeque<>();
  private int blockIndent = -1;
  private boolean insideAction;

  private TemplateOutline() {
    begin(1);
  }

  /** The documents of a template: roots whose children are their keys. */
  static List<Line> of(String text) {
    var outline = new TemplateOutline();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      outline.line(line, ++number);
    }
    outline.documents.removeIf(d -> d.children.isEmpty());
    return outline.documents;
  }

  /** A key, a list item, a hole, or the root of a document. */
  static final class Line {
    final int indent;
    final boolean item;
    final boolean hole;

    /** Empty for items, holes and roots. */
    final String key;

    /** What follows the key, without a comment; may be a template. */
    final String value;

    final Span keySpan;
    final List<Line> children = new ArrayList<>();
    private Span span;

    private Line(
        int indent, boolean item, boolean hole, String key, String value, Span keySpan, Span span) {
      this.indent = indent;
      this.item = item;
      this.hole = hole;
      this.key = key;
      this.value = value;
      this.keySpan = keySpan;
      this.span = span;
    }

    /** From the key to the end of what lies below it. */
    Span span() {
      return span;
    }

    /** The value alone; the key where the value begins on a later line or is absent. */
    Span valueSpan() {
      return value.isEmpty()
          ? keySpan
          : new Span(
              keySpan.endLine(),
              span.endColumn() - value.length(),
              keySpan.endLine(),
              span.endColumn());
    }

    boolean isTemplated() {
      return value.contains("{{");
    }
  }

  private void begin(int number) {
    open.clear();
    var at = new Span(number, 1, number, 1);
    var root = new Line(-1, false, false, "", "", at, at);
    documents.add(root);
    open.push(root);
    blockIndent = -1;
  }

  private void line(String line, int number) {
    String text = line.strip();
    if (insideAction) {
      insideAction = !text.contains("}}");
      return;
    }
    if (text.isEmpty() || text.startsWith("#")) {
      return;
    }
    int indent = line.length() - line.stripLeading().length();
    boolean action = text.startsWith("{{") && !isEntryWithTemplatedKey(text);
    if (text.startsWith("{{") && !text.contains("}}")) {
      insideAction = true;
      return;
    }
    if (blockIndent >= 0 && (action || indent > blockIndent)) {
      return;
    }
    blockIndent = -1;
    if (text.equals("---") || text.startsWith("--- ")) {
      begin(number + 1);
    } else if (action) {
      hole(text, number, indent);
    } else {
      entry(line, number, indent);
    }
  }

  private static boolean isEntryWithTemplatedKey(String text) {
    int end = text.indexOf("}}");
    return end > 0 && text.indexOf(':', end) > 0 && !text.endsWith("*/}}");
  }

  private void hole(String text, int number, int indent) {
    String inside = text.substring(2).replaceFirst("^-", "").strip();
    if (STEERING.stream().anyMatch(inside::startsWith)) {
      return;
    }
    var span = new Span(number, indent + 1, number, indent + 1 + text.length());
    add(new Line(indentation(text, indent), false, true, "", text, span, span));
  }

  /** What {@code nindent 8} makes of the insertion's indentation. */
  private static int indentation(String text, int otherwise) {
    int at = text.lastIndexOf("indent ");
    int value = 0;
    int from = at + "indent ".length();
    int i = from;
    while (at >= 0 && i < text.length() && Character.isDigit(text.charAt(i)) && i < from + 3) {
      value = value * 10 + text.charAt(i++) - '0';
    }
    return at >= 0 && i > from ? value : otherwise;
  }

  private void entry(String line, int number, int first) {
    int at = first;
    while (at < line.length()
        && line.charAt(at) == '-'
        && (at + 1 == line.length() || line.charAt(at + 1) == ' ')) {
      int next = at + 1;
      while (next < line.length() && line.charAt(next) == ' ') {
        next++;
      }
      String value = keyEnd(line, next) < 0 ? withoutComment(line.substring(next)) : "";
      var dash = new Span(number, at + 1, number, at + 2);
      int end = value.isEmpty() ? at + 1 : next + value.length();
      int start = next < line.length() ? next : at;
      add(
          new Line(
              at,
              true,
              false,
              "",
              value,
              dash,
              new Span(number, start + 1, number, Math.max(start, end) + 1)));
      if (isBlock(value)) {
        blockIndent = at;
      }
      at = next;
    }
    int colon = keyEnd(line, at);
    if (colon >= 0) {
      key(line, number, at, colon);
    }
  }

  private void key(String line, int number, int at, int colon) {
    int from = colon + 1;
    while (from < line.length() && line.charAt(from) == ' ') {
      from++;
    }
    String value = withoutComment(line.substring(Math.min(from, line.length())));
    String key = Quotes.without(line.substring(at, colon).strip());
    var keySpan = new Span(number, at + 1, number, colon + 1);
    int end = value.isEmpty() ? colon + 1 : from + value.length();
    boolean templated = key.contains("{{");
    add(
        new Line(
            at,
            false,
            templated,
            templated ? "" : key,
            value,
            keySpan,
            new Span(number, at + 1, number, end + 1)));
    if (isBlock(value)) {
      blockIndent = at;
    }
  }

  private static boolean isBlock(String value) {
    return !value.isEmpty()
        && (value.charAt(0) == '|' || value.charAt(0) == '>')
        && value.length() <= 3;
  }

  /** Where the colon behind a key stands; -1 where there is no key. */
  private static int keyEnd(String line, int from) {
    char quote = 0;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if ((c == '"' || c == '\'') && i == from) {
        quote = c;
      } else if (line.startsWith("{{", i)) {
        int end = line.indexOf("}}", i);
        if (end < 0) {
          return -1;
        }
        i = end + 1;
      } else if (c == '{' || c == '[' || c == '#') {
        return -1;
      } else if (c == ':' && (i + 1 == line.length() || line.charAt(i + 1) == ' ')) {
        return i > from ? i : -1;
      }
    }
    return -1;
  }

  private static String withoutComment(String value) {
    int comment = value.indexOf(" #");
    return (comment >= 0 && value.indexOf("{{") < 0 ? value.substring(0, comment) : value)
        .stripTrailing();
  }

  private void add(Line line) {
    while (isBesideOrAbove(open.element(), line)) {
      Line closed = open.pop();
      if (line.hole && closed.item && closed.indent == line.indent) {
        // what is inserted as far left as the items of a list is more of them
        break;
      }
    }
    open.element().children.add(line);
    for (Line above : open) {
      Span s = above.span;
      boolean root =
          above.indent < 0 && above.children.size() == 1 && above.children.get(0) == line;
      above.span =
          root
              ? line.span
              : new Span(
                  s.startLine(), s.startColumn(), line.span.endLine(), line.span.endColumn());
    }
    if (!line.hole) {
      open.push(line);
    }
  }

  /** List items may stand as far left as the key that they belong to. */
  private static boolean isBesideOrAbove(Line above, Line line) {
    return above.indent > line.indent
        || (above.indent == line.indent && !(line.item && !above.item && above.indent >= 0));
  }

  /** The one document that a text of a single document has; null where it has no keys. */
  static @Nullable Line first(List<Line> documents) {
    return documents.isEmpty() ? null : documents.getFirst();
  }
}
