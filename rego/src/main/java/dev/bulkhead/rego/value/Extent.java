package dev.bulkhead.rego.value;

/**
 * How deep a value is and how long its text would be. A value may hold a part many times over while
 * memory holds it once, so that a small one can have a text that no memory holds.
 */
public final class Extent {
  /** Values nested deeper than this are not written or given out. */
  public static final int MAX_DEPTH = 2_000;

  /** The longest text that is made, in characters. */
  public static final int MAX_LENGTH = 1 << 26;

  private long left = MAX_LENGTH;

  private Extent() {}

  /** Whether a value is neither too deep nor too long to be written. */
  public static boolean isWritable(Value value) {
    return switch (value) {
      case NullValue v -> true;
      case BooleanValue v -> true;
      case NumberValue v -> true;
      case StringValue v -> true;
      case ArrayValue v -> new Extent().holds(v, 0);
      case SetValue v -> new Extent().holds(v, 0);
      case ObjectValue v -> new Extent().holds(v, 0);
    };
  }

  private boolean holds(Value value, int depth) {
    left -= value instanceof StringValue s ? s.value().length() : 1;
    if (left < 0 || depth > MAX_DEPTH) {
      return false;
    }
    return switch (value) {
      case ArrayValue a -> all(a, depth);
      case SetValue s -> all(s.members(), depth);
      case ObjectValue o -> all(o.entries().keySet(), depth) && all(o.entries().values(), depth);
      case NullValue v -> true;
      case BooleanValue v -> true;
      case NumberValue v -> true;
      case StringValue v -> true;
    };
  }

  private boolean all(Iterable<Value> items, int depth) {
    for (Value item : items) {
      if (!holds(item, depth + 1)) {
        return false;
      }
    }
    return true;
  }
}
