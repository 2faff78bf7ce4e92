package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.Extent;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.TreeMap;

/**
 * Writes values as Go's encoding/json does: keys in the order of their text, sets as arrays, keys
 * that are no strings as JSON in a string, the characters of HTML escaped.
 */
final class JsonText {
  private final StringBuilder out = new StringBuilder();
  private final boolean pretty;
  private final String prefix;
  private final String indent;
  private int depth;

  /** Whether prefixes and indents would make more text than may be. */
  private boolean full;

  private JsonText(boolean pretty, String prefix, String indent) {
    this.pretty = pretty;
    this.prefix = prefix;
    this.indent = indent;
  }

  static String compact(Value value) throws BuiltinException {
    return inOneLine(Args.writable(value));
  }

  /** A part of a value that is known to be writable. */
  static String inOneLine(Value value) {
    var text = new JsonText(false, "", "");
    text.write(value);
    return text.out.toString();
  }

  /** On lines of their own, each line after the first beginning with the prefix. */
  static String pretty(Value value, String prefix, String indent) throws BuiltinException {
    var text = new JsonText(true, prefix, indent);
    text.write(Args.writable(value));
    if (text.full) {
      throw Args.halt("text of more than " + Extent.MAX_LENGTH + " characters");
    }
    return text.out.toString();
  }

  private void write(Value value) {
    switch (value) {
      case StringValue s -> quote(s.value());
      case ArrayValue a -> list(a, a.size());
      case SetValue s -> list(s, s.size());
      case ObjectValue o -> object(o);
      default -> out.append(value);
    }
  }

  private void list(Iterable<Value> items, int size) {
    out.append('[');
    depth++;
    String separator = "";
    for (Value item : items) {
      out.append(separator);
      line();
      write(item);
      separator = ",";
    }
    depth--;
    if (size > 0) {
      line();
    }
    out.append(']');
  }

  private void object(ObjectValue object) {
    var entries = new TreeMap<StringValue, Value>();
    object
        .entries()
        .forEach((key, value) ->
            entries.put(key instanceof StringValue s ? s : StringValue.of(inOneLine(key)), value));
    out.append('{');
    depth++;
    String separator = "";
    for (var entry : entries.entrySet()) {
      out.append(separator);
      line();
      quote(entry.getKey().value());
      out.append(pretty ? ": " : ":");
      write(entry.getValue());
      separator = ",";
    }
    depth--;
    if (!entries.isEmpty()) {
      line();
    }
    out.append('}');
  }

  private void line() {
    if (pretty && !full) {
      long length = (long) indent.length() * depth + prefix.length() + out.length();
      full = length > Extent.MAX_LENGTH;
    }
    if (pretty && !full) {
      out.append('\n').append(prefix).repeat(indent, depth);
    }
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
