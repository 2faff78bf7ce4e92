package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code sprintf}: the formats of Go's fmt package (pkg.go.dev/fmt, Printing), with its notes on
 * what does not fit in the output.
 */
final class Formatting {
  private static final int TOO_LARGE = 1_000_000;

  /** Room for one argument; more is made where that is too little. */
  private static final int TYPICAL = 16;

  private final String format;
  private final List<GoValue> args;
  private final StringBuilder out;
  private int at;
  private int next;
  private boolean reordered;

  /** Whether the index before the current verb is sound. */
  private boolean goodIndex;

  private Formatting(String format, List<GoValue> args) {
    this.format = format;
    this.args = args;
    this.out = new StringBuilder(format.length() + TYPICAL * args.size());
  }

  static List<Declaration> declarations() {
    return List.of(Declaration.pure("sprintf", 2, Formatting::format));
  }

  private static Value format(BuiltinContext context, Value[] args) throws BuiltinException {
    String format = Args.string(args, 0);
    ArrayValue values = Args.array(args, 1);
    var converted = new ArrayList<GoValue>(values.size());
    for (Value value : values) {
      converted.add(GoValue.of(Args.writable(value)));
    }
    context.checkBudget(format.length());
    return StringValue.of(format(format, converted));
  }

  /** Writes values by a format. */
  static String format(String format, List<GoValue> args) throws BuiltinException {
    return new Formatting(format, args).formatted();
  }

  private String formatted() throws BuiltinException {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      out.append(format, at, percent < 0 ? format.length() : percent);
      if (percent < 0) {
        break;
      }
      at = percent + 1;
      if (!plain()) {
        verb();
      }
      Args.checkLength(out.length());
    }
    if (!reordered && next < args.size()) {
      out.append("%!(EXTRA ");
      for (int i = next; i < args.size(); i++) {
        GoValue extra = args.get(i);
        out.append(i > next ? ", " : "").append(extra.typeName()).append('=');
        extra.print('v', new GoFlags(), out);
      }
      out.append(')');
    }
    return out.toString();
  }

  /** What most formats are made of: strings and whole numbers, without flags or width. */
  private boolean plain() {
    if (at >= format.length() || next >= args.size()) {
      return false;
    }
    char verb = format.charAt(at);
    switch (args.get(next)) {
      case GoValue.Text(String text) when verb == 's' || verb == 'v' -> out.append(text);
      case GoValue.Int(long number) when verb == 'd' || verb == 'v' -> out.append(number);
      default -> {
        return false;
      }
    }
    at++;
    next++;
    return true;
  }

  private void verb() {
    var flags = new GoFlags();
    goodIndex = true;
    while (at < format.length() && flags.set(format.charAt(at))) {
      at++;
    }
    boolean afterIndex = index();
    afterIndex = width(flags, afterIndex);
    if (at < format.length() && format.charAt(at) == '.') {
      at++;
      goodIndex &= !afterIndex;
      afterIndex = precision(flags, index());
    }
    if (!afterIndex) {
      index();
    }
    if (at >= format.length()) {
      out.append("%!(NOVERB)");
      return;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    if (verb == '%') {
      out.append('%');
    } else if (!goodIndex) {
      out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
    } else if (next >= args.size()) {
      out.append("%!").appendCodePoint(verb).append("(MISSING)");
    } else {
      if (verb == 'v') {
        flags.forValue();
      }
      args.get(next++).print(verb, flags, out);
    }
  }

  /** An explicit index such as {@code [2]}; whether there is a sound one. */
  private boolean index() {
    if (at >= format.length() || format.charAt(at) != '[') {
      return false;
    }
    reordered = true;
    int close = format.indexOf(']', at);
    if (close < 0 || format.length() - at < 3) {
      goodIndex = false;
      at++;
      return false;
    }
    int start = at + 1;
    at = start;
    int number = number();
    boolean sound = number >= 0 && at == close;
    at = close + 1;
    if (sound && number >= 1 && number <= args.size()) {
      next = number - 1;
    } else {
      goodIndex = false;
    }
    return sound;
  }

  /** The number here; -1 where there is none. One that is too long takes the rest of the format. */
  private int number() {
    int start = at;
    int out = 0;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      if (out > TOO_LARGE) {
        at = format.length();
        return -1;
      }
      out = out * 10 + format.charAt(at++) - '0';
    }
    return at == start ? -1 : out;
  }

  private boolean star() {
    boolean star = at < format.length() && format.charAt(at) == '*';
    at += star ? 1 : 0;
    return star;
  }

  private boolean width(GoFlags flags, boolean afterIndex) {
    if (star()) {
      Integer width = integerArgument();
      if (width == null) {
        out.append("%!(BADWIDTH)");
      } else {
        flags.left |= width < 0;
        flags.width = Math.abs(width);
      }
      return false;
    }
    int width = number();
    flags.width = Math.max(width, 0);
    goodIndex &= !afterIndex || width < 0;
    return afterIndex;
  }

  private boolean precision(GoFlags flags, boolean afterIndex) {
    if (star()) {
      Integer precision = integerArgument();
      if (precision == null || precision < 0) {
        out.append("%!(BADPREC)");
      } else {
        flags.precision = precision;
      }
      return false;
    }
    flags.precision = Math.max(number(), 0);
    return afterIndex;
  }

  private @org.jspecify.annotations.Nullable Integer integerArgument() {
    return next < args.size()
            && args.get(next++) instanceof GoValue.Int(long n)
            && Math.abs(n) <= TOO_LARGE
        ? Integer.valueOf((int) n)
        : null;
  }
}
