package dev.bulkhead.source;

import dev.bulkhead.source.Node.Type;

/** The types of plain scalars, told without regular expressions. */
final class ScalarTypes {
  private ScalarTypes() {}

  /**
   * As Kubernetes reads YAML: the core schema, and the words of YAML 1.1 that its library takes for
   * booleans.
   */
  static Type yaml(String text) {
    if (text.isEmpty()) {
      return Type.NULL;
    }
    return switch (text.charAt(0)) {
      case '~', 'n', 'N', 't', 'T', 'f', 'F', 'y', 'Y', 'o', 'O' -> word(text);
      case '-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(text);
      default -> Type.STRING;
    };
  }

  private static Type word(String text) {
    return switch (text) {
      case "~", "null", "Null", "NULL" -> Type.NULL;
      case "true",
          "True",
          "TRUE",
          "false",
          "False",
          "FALSE",
          "yes",
          "Yes",
          "YES",
          "no",
          "No",
          "NO",
          "on",
          "On",
          "ON",
          "off",
          "Off",
          "OFF" ->
          Type.BOOLEAN;
      default -> Type.STRING;
    };
  }

  private static Type number(String text) {
    int i = text.charAt(0) == '-' || text.charAt(0) == '+' ? 1 : 0;
    if (text.startsWith("0x", i) || text.startsWith("0o", i)) {
      return text.length() > i + 2
              && text.chars().skip(i + 2).allMatch(c -> Character.digit(c, 16) >= 0)
          ? Type.INTEGER
          : Type.STRING;
    }
    int digits = 0;
    boolean point = false;
    boolean exponent = false;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits++;
      } else if (c == '.' && !point && !exponent) {
        point = true;
      } else if ((c == 'e' || c == 'E') && digits > 0 && !exponent) {
        exponent = true;
        if (i + 1 < text.length() && (text.charAt(i + 1) == '+' || text.charAt(i + 1) == '-')) {
          i++;
        }
        if (i + 1 >= text.length()) {
          return Type.STRING;
        }
      } else {
        return Type.STRING;
      }
    }
    if (digits == 0) {
      return Type.STRING;
    }
    return point || exponent ? Type.DECIMAL : Type.INTEGER;
  }
}
