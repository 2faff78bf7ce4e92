package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.Extent;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The simple operands: constants, variables, look-ups, literals. */
public final class Operands {
  private static final Frame NO_FRAME = Frame.empty();

  private Operands() {}

  public static Operand constant(Value value) {
    return new Constant(value);
  }

  public static Operand slot(int slot) {
    return new Slot(slot);
  }

  /** {@code input} and a path below it. */
  public static Operand input(List<Operand> path) {
    return new Input(path.toArray(Operand[]::new));
  }

  /** A path below a value. */
  public static Operand get(Operand base, List<Operand> path) {
    Operand out = base;
    for (Operand key : path) {
      out = new Get(out, key);
    }
    return out;
  }

  public static Operand array(List<Operand> items) {
    return new Array(items.toArray(Operand[]::new));
  }

  public static Operand set(List<Operand> items) {
    return new SetLiteral(items.toArray(Operand[]::new));
  }

  public static Operand object(List<Operand> keys, List<Operand> values) {
    return new ObjectLiteral(keys.toArray(Operand[]::new), values.toArray(Operand[]::new));
  }

  /** The value of a literal whose parts are all constants, as a constant. */
  public static Operand folded(Operand literal) {
    Value value = literal.value(NO_FRAME);
    return value == null ? literal : new Constant(value);
  }

  /**
   * The member of a collection under a key; null where there is none or the value is no collection.
   */
  static @Nullable Value member(Value collection, Value key) {
    return switch (collection) {
      case ObjectValue o -> o.get(key);
      case ArrayValue a -> {
        if (!(key instanceof NumberValue n) || !n.isLong()) {
          yield null;
        }
        long index = n.longValue();
        yield index >= 0 && index < a.size() ? a.get((int) index) : null;
      }
      case SetValue s -> s.contains(key) ? key : null;
      default -> null;
    };
  }

  private static final class Constant extends Operand {
    private final Value value;

    Constant(Value value) {
      this.value = value;
    }

    @Override
    Value value(Frame frame) {
      return value;
    }

    @Override
    Value constant() {
      return value;
    }
  }

  private static final class Slot extends Operand {
    private final int slot;

    Slot(int slot) {
      this.slot = slot;
    }

    @Override
    @Nullable Value value(Frame frame) {
      return frame.slots[slot];
    }
  }

  private static final class Input extends Operand {
    private final Operand[] path;

    Input(Operand[] path) {
      this.path = path;
    }

    @Override
    @Nullable Value value(Frame frame) {
      Value value = frame.context.input;
      Probe probe = frame.context.session.probe;
      if (probe != null) {
        report(frame, probe);
      }
      for (int i = 0; value != null && i < path.length; i++) {
        Value key = path[i].value(frame);
        value = key == null ? null : member(value, key);
      }
      return value;
    }

    private void report(Frame frame, Probe probe) {
      var keys = new java.util.ArrayList<Value>(path.length);
      for (Operand operand : path) {
        Value key = operand.value(frame);
        if (key == null) {
          return;
        }
        keys.add(key);
      }
      probe.read(keys);
    }
  }

  private static final class Get extends Operand {
    private final Operand base;
    private final Operand key;

    Get(Operand base, Operand key) {
      this.base = base;
      this.key = key;
    }

    @Override
    @Nullable Value value(Frame frame) {
      Value collection = base.value(frame);
      if (collection == null) {
        return null;
      }
      Value k = key.value(frame);
      return k == null ? null : member(collection, k);
    }
  }

  private static final class Array extends Operand {
    private final Operand[] items;

    Array(Operand[] items) {
      this.items = items;
    }

    @Override
    @Nullable Value value(Frame frame) {
      Value[] values = values(items, frame);
      return values == null ? null : ArrayValue.of(values);
    }
  }

  private static final class SetLiteral extends Operand {
    private final Operand[] items;

    SetLiteral(Operand[] items) {
      this.items = items;
    }

    @Override
    @Nullable Value value(Frame frame) {
      Value[] values = values(items, frame);
      return values == null ? null : SetValue.wrap(new HashSet<>(Arrays.asList(values)));
    }
  }

  private static final class ObjectLiteral extends Operand {
    private final Operand[] keys;
    private final Operand[] values;

    ObjectLiteral(Operand[] keys, Operand[] values) {
      this.keys = keys;
      this.values = values;
    }

    @Override
    @Nullable Value value(Frame frame) {
      var out = new HashMap<Value, Value>(keys.length * 2);
      for (int i = 0; i < keys.length; i++) {
        Value key = keys[i].value(frame);
        Value value = key == null ? null : values[i].value(frame);
        if (key == null || value == null) {
          return null;
        }
        out.put(key, value);
      }
      return ObjectValue.wrap(out);
    }
  }

  /** An interpolated string. */
  public static Operand template(List<Object> parts) {
    return new Template(parts);
  }

  private static final class Template extends Operand {
    private final List<Object> parts;

    Template(List<Object> parts) {
      this.parts = parts;
    }

    @Override
    Value value(Frame frame) {
      var out = new StringBuilder();
      for (Object part : parts) {
        if (part instanceof Operand operand) {
          String text = hole(operand.value(frame));
          if (out.length() + text.length() > Extent.MAX_LENGTH) {
            throw EvalException.tooLarge();
          }
          out.append(text);
        } else {
          out.append(part);
        }
      }
      return StringValue.of(out.toString());
    }

    /** Holes are planned as sets of their values: none is undefined, several are an error. */
    private static String hole(@Nullable Value values) {
      if (!(values instanceof SetValue set) || set.size() == 0) {
        return "<undefined>";
      }
      if (set.size() > 1) {
        throw EvalException.conflict("template-strings must not produce multiple outputs", null);
      }
      Value value = set.sorted()[0];
      if (!Extent.isWritable(value)) {
        throw EvalException.tooLarge();
      }
      return value instanceof StringValue s ? s.value() : value.toString();
    }
  }

  static boolean isTrue(@Nullable Value value) {
    return value != null && value != BooleanValue.FALSE;
  }
}
