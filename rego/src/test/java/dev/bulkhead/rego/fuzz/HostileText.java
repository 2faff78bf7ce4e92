package dev.bulkhead.rego.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/** Text made to break what reads it. */
public final class HostileText {
  private static final int MOST = 100_000;

  private static final List<String> ODD =
      List.of(
          "\"",
          "\\",
          "`",
          "\0",
          "\uD800",
          "\uDC00",
          "\uFEFF",
          "\u2028",
          "😀",
          "é",
          "\r",
          "\n",
          "\t",
          "\\u",
          "\\uD83D",
          "\\x",
          "{",
          "}",
          "[",
          "]",
          "(",
          ")",
          ":=",
          "=",
          "|",
          "#",
          "$\"",
          "{{",
          "%",
          "%d",
          "%[9]*.*f",
          "-",
          "+",
          "e",
          "E",
          "1e30000",
          "-0",
          "0x",
          "_",
          ".",
          "..",
          ":",
          ";",
          ",",
          "*",
          "**",
          "?",
          "^",
          "$",
          "&",
          "!",
          "!!",
          "@",
          "/",
          "~",
          "~1",
          "'",
          "<",
          ">",
          "\u0000");

  private static final List<String> TOKENS =
      List.of(
          "package",
          "p",
          "import",
          "rego.v1",
          "data",
          "input",
          "as",
          "default",
          "if",
          "contains",
          "else",
          "some",
          "every",
          "in",
          "not",
          "with",
          "x",
          "y",
          "f",
          "_",
          "[",
          "]",
          "{",
          "}",
          "(",
          ")",
          ",",
          ":",
          ";",
          "|",
          "||",
          "&",
          "&&",
          "or",
          "and",
          ":=",
          "=",
          "==",
          "!=",
          "<",
          "<=",
          ">",
          ">=",
          "+",
          "-",
          "*",
          "/",
          "%",
          ".",
          "\n",
          "\n",
          " ",
          "\t",
          "#",
          "# METADATA\n",
          "# scope: rule\n",
          "# custom: {a: 1}\n",
          "\"s\"",
          "`r`",
          "$\"{x}\"",
          "$`{x}`",
          "1",
          "0",
          "-1.5e3",
          "true",
          "false",
          "null",
          "set()",
          "count",
          "sprintf",
          "walk",
          "print",
          "{}",
          "[]",
          "data.p.x",
          "input.a[i]",
          "x.y[\"z\"]",
          "future.keywords");

  private static final List<String> OPENERS =
      List.of(
          "[",
          "{",
          "(",
          "{x |",
          "[x |",
          "{\"a\": ",
          "f(",
          "x[",
          "not ",
          "-",
          "x if {",
          "$\"{",
          "every x in [",
          "some x in [",
          "1 + ",
          "{x: y |",
          "a.b[",
          "else := 1 if ",
          "p := x if y\n");

  private HostileText() {}

  /** One of several. */
  public static <T> T of(RandomGenerator random, List<T> several) {
    return several.get(random.nextInt(several.size()));
  }

  /** Any bytes, read as text. */
  public static String bytes(RandomGenerator random) {
    var bytes = new byte[random.nextInt(300)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(256);
    }
    return new String(
        bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
  }

  /** Words of the language in any order. */
  static String tokens(RandomGenerator random) {
    var out = new StringBuilder(random.nextBoolean() ? "package p\n" : "");
    for (int i = random.nextInt(120); i > 0; i--) {
      out.append(of(random, TOKENS)).append(random.nextInt(3) == 0 ? "" : " ");
    }
    return out.toString();
  }

  /** Deep nesting, closed or not. */
  static String nested(RandomGenerator random) {
    String opener = of(random, OPENERS);
    String other = random.nextBoolean() ? opener : of(random, OPENERS);
    int depth = 1 << random.nextInt(1, 14);
    String closer = of(random, List.of("", "]", "}", ")", "]}", "}]", "1", " }\""));
    String head = of(random, List.of("package p\nx := ", "package p\nx if ", "package p\n", ""));
    return head
        + (opener + (opener.equals(other) ? "" : other)).repeat(depth)
        + of(random, List.of("1", "x", "", "\"s\""))
        + closer.repeat(random.nextBoolean() ? depth : 0);
  }

  /** A line, name, number or chain of great length. */
  static String veryLong(RandomGenerator random) {
    String piece =
        of(
            random,
            List.of(
                "a",
                "1",
                "\"",
                "\\",
                " ",
                "#",
                "x.",
                "x[0]",
                "1 + ",
                "a, ",
                "`",
                "\t",
                "x := 1; ",
                "or ",
                "😀",
                "\\n",
                "{x|"));
    return "package p\nx := " + piece.repeat(random.nextInt(1, 1 << random.nextInt(2, 17)));
  }

  /** A text with some changes, or pieces of others in it. */
  public static String mutated(RandomGenerator random, List<String> seeds) {
    var text = new StringBuilder(of(random, seeds));
    for (int changes = random.nextInt(6); changes > 0 && text.length() < MOST; changes--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(1 + random.nextInt(40)));
      String piece = text.substring(at, end);
      switch (random.nextInt(8)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, piece);
        case 2 -> text.insert(random.nextInt(text.length() + 1), piece);
        case 3 -> text.insert(at, of(random, ODD));
        case 4 -> text.replace(at, end, of(random, ODD));
        case 5 -> text.insert(at, piece(random, of(random, seeds)));
        case 6 -> text.insert(at, piece.repeat(1 << random.nextInt(10)));
        default -> text.replace(at, end, Character.toString(random.nextInt(32, 0x2FF)));
      }
    }
    return text.substring(0, Math.min(text.length(), MOST));
  }

  private static String piece(RandomGenerator random, String text) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(at, Math.min(text.length(), at + random.nextInt(80)));
  }

  /** Text that may be a policy. */
  static String module(RandomGenerator random, List<String> seeds) {
    return switch (random.nextInt(10)) {
      case 0 -> bytes(random);
      case 1, 2 -> tokens(random);
      case 3 -> nested(random);
      case 4 -> random.nextInt(8) == 0 ? veryLong(random) : "package p\n" + bytes(random);
      default -> mutated(random, seeds);
    };
  }
}
