package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** What {@code sprintf} hands to Go's formats: numbers, and everything else as text. */
sealed interface GoValue {

  static GoValue of(Value value) {
    return switch (value) {
      case StringValue s -> new Text(s.value());
      case NumberValue n when n.isWrittenAsFraction() -> {
        double d = n.toBigDecimal().doubleValue();
        yield Double.isInfinite(d) ? new Text(n.toString()) : new Fraction(d);
      }
      case NumberValue n when n.isLong() -> new Int(n.longValue());
      case NumberValue n -> new Big(n.toBigDecimal().toBigInteger());
      default -> new Text(value.toString());
    };
  }

  /** The name of its type in Go. */
  String typeName();

  /** Appends it as a verb of a format wants it. */
  void print(int verb, GoFlags flags, StringBuilder out);

  /** What stands where a verb makes no sense of a value. */
  default void bad(int verb, GoFlags flags, StringBuilder out) {
    out.append("%!").appendCodePoint(verb).append('(').append(typeName()).append('=');
    print('v', flags, out);
    out.append(')');
  }

  /** A string. */
  record Text(String value) implements GoValue {
    @Override
    public String typeName() {
      return "string";
    }

    @Override
    public void print(int verb, GoFlags flags, StringBuilder out) {
      switch (verb) {
        case 'v' -> {
          if (flags.source) {
            flags.pad(quoted(flags), out);
          } else {
            flags.pad(cut(flags), out);
          }
        }
        case 's' -> flags.pad(cut(flags), out);
        case 'q' -> flags.pad(quoted(flags), out);
        case 'x' -> hex(flags, false, out);
        case 'X' -> hex(flags, true, out);
        case 'T' -> new Text(typeName()).print('s', flags, out);
        default -> bad(verb, flags, out);
      }
    }

    private String cut(GoFlags flags) {
      int length = value.codePointCount(0, value.length());
      return flags.precision < 0 || flags.precision >= length
          ? value
          : value.substring(0, value.offsetByCodePoints(0, flags.precision));
    }

    private String quoted(GoFlags flags) {
      String text = cut(flags);
      if (flags.sharp && GoQuotes.fitsBackquotes(text)) {
        return "`" + text + "`";
      }
      return flags.plus ? GoQuotes.quoteAscii(text) : GoQuotes.quote(text);
    }

    private void hex(GoFlags flags, boolean capitals, StringBuilder out) {
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      int length = flags.precision < 0 ? bytes.length : Math.min(bytes.length, flags.precision);
      HexFormat hex = capitals ? HexFormat.of().withUpperCase() : HexFormat.of();
      String prefix = !flags.sharp ? "" : capitals ? "0X" : "0x";
      String text =
          flags.space
              ? hex.withDelimiter(" ").withPrefix(prefix).formatHex(bytes, 0, length)
              : (length == 0 ? "" : prefix) + hex.formatHex(bytes, 0, length);
      flags.pad(text, out);
    }
  }

  /** A whole number of 64 bits. */
  record Int(long value) implements GoValue {
    @Override
    public String typeName() {
      return "int64";
    }

    @Override
    public void print(int verb, GoFlags flags, StringBuilder out) {
      switch (verb) {
        case 'v', 'd' -> GoNumbers.integer(big(), 10, flags.sign(), "", flags, out);
        case 'b' -> GoNumbers.integer(big(), 2, flags.sign(), flags.sharp ? "0b" : "", flags, out);
        case 'o' -> GoNumbers.integer(big(), 8, flags.sign(), flags.sharp ? "0" : "", flags, out);
        case 'O' ->
            GoNumbers.integer(big(), 8, flags.sign(), flags.sharp ? "0o0" : "0o", flags, out);
        case 'x' -> GoNumbers.integer(big(), 16, flags.sign(), flags.sharp ? "0x" : "", flags, out);
        case 'X' ->
            GoNumbers.integer(big(), -16, flags.sign(), flags.sharp ? "0X" : "", flags, out);
        case 'c' -> flags.pad(Character.toString(codePoint()), out);
        case 'q' -> flags.pad(GoQuotes.quoteCharacter(codePoint(), flags.plus), out);
        case 'U' -> flags.pad(unicode(flags), false, out);
        case 'T' -> new Text(typeName()).print('s', flags, out);
        default -> bad(verb, flags, out);
      }
    }

    private BigInteger big() {
      return BigInteger.valueOf(value);
    }

    /** U+FFFD stands for what is no character. */
    private int codePoint() {
      boolean surrogate = value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE;
      return value < 0 || value > Character.MAX_CODE_POINT || surrogate ? 0xFFFD : (int) value;
    }

    private String unicode(GoFlags flags) {
      String digits = Long.toHexString(value).toUpperCase(Locale.ROOT);
      int zeros = Math.max(0, Math.max(4, flags.precision) - digits.length());
      boolean shown = flags.sharp && codePoint() == value && GoQuotes.isPrintable(codePoint());
      return "U+"
          + "0".repeat(zeros)
          + digits
          + (shown ? " '" + Character.toString(codePoint()) + "'" : "");
    }
  }

  /** A larger whole number. */
  record Big(BigInteger value) implements GoValue {
    @Override
    public String typeName() {
      return "*big.Int";
    }

    @Override
    public void print(int verb, GoFlags flags, StringBuilder out) {
      switch (verb) {
        case 'd', 's', 'v' -> {
          String sign = flags.plusValue ? "+" : flags.sign();
          GoNumbers.integer(value, 10, sign, "", flags, out);
        }
        case 'b' -> GoNumbers.integer(value, 2, flags.sign(), flags.sharp ? "0b" : "", flags, out);
        case 'o' -> GoNumbers.integer(value, 8, flags.sign(), flags.sharp ? "0" : "", flags, out);
        case 'O' -> GoNumbers.integer(value, 8, flags.sign(), "0o", flags, out);
        case 'x' -> GoNumbers.integer(value, 16, flags.sign(), flags.sharp ? "0x" : "", flags, out);
        case 'X' ->
            GoNumbers.integer(value, -16, flags.sign(), flags.sharp ? "0X" : "", flags, out);
        case 'T' -> new Text(typeName()).print('s', flags, out);
        default ->
            out.append("%!").appendCodePoint(verb).append("(big.Int=").append(value).append(')');
      }
    }
  }

  /** A number that was written with a point or an exponent. */
  record Fraction(double value) implements GoValue {
    @Override
    public String typeName() {
      return "float64";
    }

    @Override
    public void print(int verb, GoFlags flags, StringBuilder out) {
      switch (verb) {
        case 'v' -> GoNumbers.fraction(value, 'g', flags.precision, flags, out);
        case 'e', 'E', 'f', 'F' ->
            GoNumbers.fraction(value, verb, flags.precision < 0 ? 6 : flags.precision, flags, out);
        case 'g', 'G', 'b', 'x', 'X' ->
            GoNumbers.fraction(value, verb, flags.precision, flags, out);
        case 'T' -> new Text(typeName()).print('s', flags, out);
        default -> bad(verb, flags, out);
      }
    }
  }
}
