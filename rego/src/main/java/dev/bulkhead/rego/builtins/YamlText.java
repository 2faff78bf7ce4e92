package dev.bulkhead.rego.builtins;

import com.google.re2j.Pattern;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import java.util.TreeMap;

/**
 * Writes values as YAML, in the style of OPA's writer: two spaces of indentation, text in quotes
 * only where it would be read as something else, several lines as a literal block.
 */
final class YamlText {
  /** Text that YAML 1.1 or 1.2 reads as a number, a date, a boolean or null. */
  private static final Pattern NO_TEXT =
      Pattern.compile(
          "(?i:~|null|true|false|y|n|yes|no|on|off)"
              + "|[-+]?(\\.[0-9][0-9_]*|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]+)?"
              + "|[-+]?0b[01_]+|[-+]?0o[0-7_]+|[-+]?0x[0-9a-fA-F_]+"
              + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)"
              + "|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?");

  private final StringBuilder out = new StringBuilder();

  private YamlText() {}

  static String write(Value value) throws BuiltinException {
    var text = new YamlText();
    text.node(Args.writable(value), 0, false);
    return text.out.toString();
  }

  /**
   * Writes a node and the end of its line.
   *
   * @param started whether something of the line is there already, so that a list or object begins
   *     on it only where it stands in a list
   */
  private void node(Value value, int indent, boolean started) {
    switch (value) {
      case ArrayValue a when a.size() > 0 -> list(a, indent, started);
      case SetValue s when s.size() > 0 -> list(s, indent, started);
      case ArrayValue a -> out.append("[]\n");
      case SetValue s -> out.append("[]\n");
      case ObjectValue o when o.size() > 0 -> object(o, indent, started);
      case ObjectValue o -> out.append("{}\n");
      case StringValue s -> scalar(s.value(), indent, true);
      case NumberValue n -> out.append(number(n)).append('\n');
      default -> out.append(value).append('\n');
    }
  }

  private static String number(NumberValue n) {
    GoValue value =
        n.isInteger() && n.toBigDecimal().toBigInteger().bitLength() < Long.SIZE
            ? new GoValue.Int(n.toBigDecimal().longValue())
            : new GoValue.Fraction(n.toBigDecimal().doubleValue());
    boolean unsigned =
        n.isInteger()
            && n.toBigDecimal().signum() > 0
            && n.toBigDecimal().toBigInteger().bitLength() == Long.SIZE;
    if (unsigned || Double.isInfinite(n.toBigDecimal().doubleValue())) {
      return n.toString();
    }
    var text = new StringBuilder();
    value.print('v', new GoFlags(), text);
    return text.toString();
  }

  private void list(Iterable<Value> items, int indent, boolean started) {
    boolean first = started;
    for (Value item : items) {
      out.append(first ? "" : " ".repeat(indent)).append("- ");
      node(item, indent + 2, true);
      first = false;
    }
  }

  private void object(ObjectValue object, int indent, boolean started) {
    var entries = new TreeMap<String, Value>(YamlText::compareKeys);
    object
        .entries()
        .forEach((key, value) ->
            entries.put(key instanceof StringValue s ? s.value() : JsonText.inOneLine(key), value));
    boolean first = started;
    for (var entry : entries.entrySet()) {
      out.append(first ? "" : " ".repeat(indent));
      scalar(entry.getKey(), indent, false);
      out.append(':');
      Value value = entry.getValue();
      if (isBlock(value)) {
        out.append('\n');
        node(value, indent + 2, false);
      } else {
        out.append(' ');
        node(value, indent, true);
      }
      first = false;
    }
  }

  private static boolean isBlock(Value value) {
    return switch (value) {
      case ArrayValue a -> a.size() > 0;
      case SetValue s -> s.size() > 0;
      case ObjectValue o -> o.size() > 0;
      default -> false;
    };
  }

  /** Runs of digits by their value, letters after everything else. */
  private static int compareKeys(String a, String b) {
    int i = 0;
    while (i < a.length() && i < b.length()) {
      if (Character.isDigit(a.charAt(i)) && Character.isDigit(b.charAt(i))) {
        int endA = digitsEnd(a, i);
        int endB = digitsEnd(b, i);
        String x = withoutLeadingZeros(a, i, endA);
        String y = withoutLeadingZeros(b, i, endB);
        int order = x.length() != y.length() ? x.length() - y.length() : x.compareTo(y);
        if (order != 0 || endA != endB) {
          return order != 0 ? order : endA - endB;
        }
        i = endA;
      } else if (a.charAt(i) != b.charAt(i)) {
        boolean letterA = Character.isLetter(a.charAt(i));
        boolean letterB = Character.isLetter(b.charAt(i));
        return letterA == letterB ? a.charAt(i) - b.charAt(i) : letterA ? 1 : -1;
      } else {
        i++;
      }
    }
    return a.length() - b.length();
  }

  private static String withoutLeadingZeros(String text, int from, int end) {
    int start = from;
    while (start < end - 1 && text.charAt(start) == '0') {
      start++;
    }
    return text.substring(start, end);
  }

  private static int digitsEnd(String text, int from) {
    int end = from;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private void scalar(String text, int indent, boolean value) {
    if (text.isEmpty() || NO_TEXT.matches(text) || hasSpecial(text)) {
      doubleQuoted(text);
    } else if (text.indexOf('\n') >= 0) {
      if (value && !text.contains(" \n")) {
        literal(text, indent);
        return;
      }
      doubleQuoted(text);
    } else if (isPlain(text)) {
      out.append(text);
    } else {
      out.append('\'').append(text.replace("'", "''")).append('\'');
    }
    out.append(value ? "\n" : "");
  }

  private static boolean hasSpecial(String text) {
    return text.codePoints()
        .anyMatch(
            c -> (c < ' ' && c != '\n') || (c >= 0x7f && c < 0xa0 && c != 0x85) || c == 0xFEFF);
  }

  private static boolean isPlain(String text) {
    char first = text.charAt(0);
    boolean blankNext = text.length() == 1 || text.charAt(1) == ' ';
    if (",[]{}#&*!|>'\"%@` ".indexOf(first) >= 0
        || ("-?:".indexOf(first) >= 0 && blankNext)
        || text.startsWith("---")
        || text.startsWith("...")) {
      return false;
    }
    return !text.endsWith(" ")
        && !text.endsWith(":")
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().noneMatch(c -> c == 0x85 || c == 0x2028 || c == 0x2029);
  }

  private void literal(String text, int indent) {
    out.append('|');
    if (text.startsWith(" ") || text.startsWith("\n")) {
      out.append('2');
    }
    if (!text.endsWith("\n")) {
      out.append('-');
    } else if (text.endsWith("\n\n") || text.equals("\n")) {
      out.append('+');
    }
    out.append('\n');
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    String margin = " ".repeat(Math.max(indent, 2));
    for (String line : List.of(body.split("\n", -1))) {
      out.append(line.isEmpty() ? "" : margin).append(line).append('\n');
    }
  }

  private void doubleQuoted(String text) {
    out.append('"');
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case 0 -> out.append("\\0");
            case 0x07 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case 0x0b -> out.append("\\v");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            case 0x1b -> out.append("\\e");
            case 0x85 -> out.append("\\N");
            case 0xFEFF -> out.append("\\uFEFF");
            default -> {
              if (c < ' ' || (c >= 0x7f && c < 0xa0)) {
                out.append(String.format("\\x%02X", c));
              } else {
                out.appendCodePoint(c);
              }
            }
          }
        });
    out.append('"');
  }
}
