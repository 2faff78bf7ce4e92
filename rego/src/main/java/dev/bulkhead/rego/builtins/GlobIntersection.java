package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code regex.globs_match}: whether some text that is not empty fits both of two small regular
 * expressions, of characters, dots and sets, each with an optional star or plus. Both are walked at
 * once, as automata.
 */
final class GlobIntersection {
  private static final int END = -1;
  private static final int MAX_RANGE = 1 << 16;

  private GlobIntersection() {}

  /**
   * One part of a pattern.
   *
   * @param characters null stands for any
   * @param repeated whether it stands for any number of characters, or none, rather than for one
   */
  private record Part(@Nullable BitSet characters, boolean repeated) {
    boolean meets(Part other) {
      return (characters == null || other.characters == null)
          ? !isEmpty() && !other.isEmpty()
          : characters.intersects(other.characters);
    }

    private boolean isEmpty() {
      return characters != null && characters.isEmpty();
    }
  }

  static Value match(BuiltinContext context, Value[] args) throws BuiltinException {
    List<Part> x = new Reader(Args.string(args, 0)).parts();
    List<Part> y = new Reader(Args.string(args, 1)).parts();
    context.checkBudget((long) x.size() * y.size());
    return BooleanValue.of(meet(x, y));
  }

  /**
   * States are pairs of positions. Those in {@code begun} are reached by some text that is not
   * empty, those in {@code reached} by any; positions never fall, so one pass finds them all.
   */
  private static boolean meet(List<Part> x, List<Part> y) {
    BitSet[] reached = states(x, y);
    BitSet[] begun = states(x, y);
    reached[0].set(0);
    for (int i = 0; i <= x.size(); i++) {
      for (int j = 0; j <= y.size(); j++) {
        if (reached[i].get(j)) {
          boolean more = i < x.size() && j < y.size() && x.get(i).meets(y.get(j));
          if (more) {
            int nextX = x.get(i).repeated ? i : i + 1;
            int nextY = y.get(j).repeated ? j : j + 1;
            reached[nextX].set(nextY);
            begun[nextX].set(nextY);
          }
          if (i < x.size() && x.get(i).repeated) {
            reached[i + 1].set(j);
            begun[i + 1].set(j, begun[i].get(j) || begun[i + 1].get(j));
          }
          if (j < y.size() && y.get(j).repeated) {
            reached[i].set(j + 1);
            begun[i].set(j + 1, begun[i].get(j) || begun[i].get(j + 1));
          }
        }
      }
    }
    return begun[x.size()].get(y.size());
  }

  private static BitSet[] states(List<Part> x, List<Part> y) {
    var out = new BitSet[x.size() + 1];
    Arrays.setAll(out, i -> new BitSet(y.size() + 1));
    return out;
  }

  /** Reads a pattern. */
  private static final class Reader {
    private final int[] text;
    private int at;
    private boolean escaped;

    Reader(String text) {
      this.text = text.codePoints().toArray();
    }

    List<Part> parts() throws BuiltinException {
      var out = new ArrayList<Part>();
      for (int c = next(); c != END; c = next()) {
        BitSet characters = null;
        if (escaped || "[].*+".indexOf(c) < 0) {
          characters = new BitSet();
          characters.set(c);
        } else if (c == '[') {
          characters = set();
        } else if (c == ']') {
          throw error("set-close ']' with no preceding '['");
        } else if (c != '.') {
          throw error("flag '" + Character.toString(c) + "' must be preceded by a non-flag");
        }
        int flag = at < text.length && (text[at] == '*' || text[at] == '+') ? text[at++] : END;
        if (flag != '*') {
          out.add(new Part(characters, false));
        }
        if (flag != END) {
          out.add(new Part(characters, true));
        }
      }
      return out;
    }

    private int next() throws BuiltinException {
      escaped = false;
      if (at >= text.length) {
        return END;
      }
      if (text[at] != '\\') {
        return text[at++];
      }
      if (at == text.length - 1) {
        throw error("input ends with a \\ (escape) character");
      }
      escaped = true;
      at += 2;
      return text[at - 1];
    }

    private BitSet set() throws BuiltinException {
      var out = new BitSet();
      int before = END;
      for (int c = next(); c != END; c = next()) {
        if (!escaped && c == ']') {
          return out;
        }
        if (!escaped && c == '-') {
          range(out, before);
          before = END;
        } else {
          out.set(c);
          before = c;
        }
      }
      throw error("found [ without matching ]");
    }

    private void range(BitSet out, int low) throws BuiltinException {
      if (low == END) {
        throw error("range character '-' must be preceded by a Unicode character");
      }
      if (at >= text.length - 1) {
        throw error("range character '-' must be followed by a Unicode character");
      }
      int high = next();
      if (!escaped && (high == ']' || high == '-')) {
        throw error("range character '-' cannot be followed by a special symbol");
      }
      if (high < low) {
        throw error(
            "range is out of order: '"
                + Character.toString(high)
                + "' comes before '"
                + Character.toString(low)
                + "' in Unicode");
      }
      if (high - low > MAX_RANGE) {
        throw error("range of more than " + MAX_RANGE + " characters");
      }
      out.set(low, high + 1);
    }

    private BuiltinException error(String problem) {
      return Args.error(
          "input:"
              + new String(text, 0, text.length)
              + ", pos:"
              + at
              + ", "
              + problem
              + ": the input provided is invalid");
    }
  }
}
