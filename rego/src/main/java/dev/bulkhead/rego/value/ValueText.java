package dev.bulkhead.rego.value;

import java.util.Objects;

/** Writes values as Rego does; each part is written once, however deep it lies. */
final class ValueText {
  private ValueText() {}

  static String of(Value value) {
    var out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Value value, StringBuilder out) {
    switch (value) {
      case NullValue v -> out.append(v);
      case BooleanValue v -> out.append(v);
      case NumberValue v -> out.append(v);
      case StringValue v -> quote(v.value(), out);
      case ArrayValue v -> items(v, '[', ']', out);
      case SetValue v -> {
        if (v.size() == 0) {
          out.append("set()");
        } else {
          items(v, '{', '}', out);
        }
      }
      case ObjectValue v -> entries(v, out);
    }
  }

  private static void items(Iterable<Value> items, char open, char close, StringBuilder out) {
    out.append(open);
    String separator = "";
    for (Value item : items) {
      out.append(separator);
      write(item, out);
      separator = ", ";
    }
    out.append(close);
  }

  private static void entries(ObjectValue object, StringBuilder out) {
    out.append('{');
    String separator = "";
    for (Value key : object.sortedKeys()) {
      out.append(separator);
      write(key, out);
      out.append(": ");
      write(Objects.requireNonNull(object.get(key)), out);
      separator = ", ";
    }
    out.append('}');
  }

  private static void quote(String s, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20) {
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
