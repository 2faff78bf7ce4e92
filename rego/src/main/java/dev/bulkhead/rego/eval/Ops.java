package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of bodies. */
public final class Ops {
  /** In place of a slot where a value is not needed. */
  public static final int NONE = -1;

  private Ops() {}

  public static Op test(Operand operand) {
    return new Test(operand);
  }

  public static Op bind(int slot, Operand operand) {
    return new Bind(slot, operand);
  }

  public static Op equal(Operand a, Operand b) {
    return new Equal(a, b);
  }

  public static Op iterate(Operand collection, int keySlot, int valueSlot) {
    return new Iterate(collection, keySlot, valueSlot);
  }

  /** Holds for arrays of exactly this length. */
  public static Op arrayOf(int slot, int size) {
    return new ArrayOf(slot, size);
  }

  /** Holds for objects of exactly this many keys. */
  public static Op objectOf(int slot, int size) {
    return new ObjectOf(slot, size);
  }

  public static Op not(Steps steps) {
    return new Not(steps);
  }

  /** {@code left and right}. */
  public static Op both(Steps left, Steps right) {
    return new Both(left, right);
  }

  /** {@code left or right}. */
  public static Op either(Steps left, Steps right) {
    return new Either(left, right);
  }

  public static Op every(Operand domain, int keySlot, int valueSlot, Steps steps) {
    return new Every(domain, keySlot, valueSlot, steps);
  }

  public static Op with(List<Modifier> modifiers, Steps steps) {
    return new With(modifiers.toArray(Modifier[]::new), steps);
  }

  public static Op fail() {
    return new Fail();
  }

  private static final class Test extends Op {
    private final Operand operand;

    Test(Operand operand) {
      this.operand = operand;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      return result(Operands.isTrue(operand.value(frame)));
    }
  }

  private static final class Bind extends Op {
    private final int slot;
    private final Operand operand;

    Bind(int slot, Operand operand) {
      this.slot = slot;
      this.operand = operand;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      Value value = operand.value(frame);
      frame.slots[slot] = value;
      return result(value != null);
    }
  }

  private static final class Equal extends Op {
    private final Operand a;
    private final Operand b;

    Equal(Operand a, Operand b) {
      this.a = a;
      this.b = b;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      Value x = a.value(frame);
      return result(x != null && x.equals(b.value(frame)));
    }
  }

  private static final class ArrayOf extends Op {
    private final int slot;
    private final int size;

    ArrayOf(int slot, int size) {
      this.slot = slot;
      this.size = size;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      return result(frame.slots[slot] instanceof ArrayValue a && a.size() == size);
    }
  }

  private static final class ObjectOf extends Op {
    private final int slot;
    private final int size;

    ObjectOf(int slot, int size) {
      this.slot = slot;
      this.size = size;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      return result(frame.slots[slot] instanceof ObjectValue o && o.size() == size);
    }
  }

  private static final class Fail extends Op {
    @Override
    int execute(Frame frame, Run run, int next) {
      return FAIL;
    }
  }

  /** What an iteration does with each member; true = stop. */
  interface Member {
    boolean accept(Value key, Value value);
  }

  /** Goes through a collection in order; sets give each member as key and value. */
  static boolean forEach(@Nullable Value collection, Member member) {
    switch (collection) {
      case ArrayValue a -> {
        for (int i = 0; i < a.size(); i++) {
          if (member.accept(NumberValue.of(i), a.get(i))) {
            return true;
          }
        }
      }
      case ObjectValue o -> {
        for (Value key : o.sortedKeys()) {
          Value value = o.get(key);
          if (value != null && member.accept(key, value)) {
            return true;
          }
        }
      }
      case SetValue s -> {
        for (Value value : s.sorted()) {
          if (member.accept(value, value)) {
            return true;
          }
        }
      }
      case null, default -> {
        return false;
      }
    }
    return false;
  }

  private static final class Iterate extends Op {
    private final Operand collection;
    private final int keySlot;
    private final int valueSlot;

    Iterate(Operand collection, int keySlot, int valueSlot) {
      this.collection = collection;
      this.keySlot = keySlot;
      this.valueSlot = valueSlot;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      boolean stopped = forEach(collection.value(frame), new Bound(this, frame, run, next));
      return stopped ? STOP : FAIL;
    }
  }

  /** Runs the rest of a body for each member of a collection. */
  private static final class Bound implements Member {
    private final Iterate iterate;
    private final Frame frame;
    private final Run run;
    private final int next;

    Bound(Iterate iterate, Frame frame, Run run, int next) {
      this.iterate = iterate;
      this.frame = frame;
      this.run = run;
      this.next = next;
    }

    @Override
    public boolean accept(Value key, Value value) {
      if (iterate.keySlot >= 0) {
        frame.slots[iterate.keySlot] = key;
      }
      if (iterate.valueSlot >= 0) {
        frame.slots[iterate.valueSlot] = value;
      }
      return run.from(frame, next);
    }
  }

  private static final class Not extends Op {
    private final Steps steps;

    Not(Steps steps) {
      this.steps = steps;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      return result(!steps.holds(frame));
    }
  }

  private static final class Both extends Op {
    private final Steps left;
    private final Steps right;

    Both(Steps left, Steps right) {
      this.left = left;
      this.right = right;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      return result(left.holds(frame) && right.holds(frame));
    }
  }

  private static final class Either extends Op {
    private final Steps left;
    private final Steps right;

    Either(Steps left, Steps right) {
      this.left = left;
      this.right = right;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      return result(left.holds(frame) || right.holds(frame));
    }
  }

  private static final class Every extends Op {
    private final Operand domain;
    private final int keySlot;
    private final int valueSlot;
    private final Steps steps;

    Every(Operand domain, int keySlot, int valueSlot, Steps steps) {
      this.domain = domain;
      this.keySlot = keySlot;
      this.valueSlot = valueSlot;
      this.steps = steps;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      Value collection = domain.value(frame);
      boolean iterable =
          collection instanceof ArrayValue
              || collection instanceof ObjectValue
              || collection instanceof SetValue;
      if (!iterable) {
        return FAIL;
      }
      boolean broken =
          forEach(
              collection,
              (key, value) -> {
                if (keySlot >= 0) {
                  frame.slots[keySlot] = key;
                }
                if (valueSlot >= 0) {
                  frame.slots[valueSlot] = value;
                }
                return !steps.holds(frame);
              });
      return result(!broken);
    }
  }

  private static final class With extends Op {
    private final Modifier[] modifiers;
    private final Steps steps;

    With(Modifier[] modifiers, Steps steps) {
      this.modifiers = modifiers;
      this.steps = steps;
    }

    /** The steps run under the changed context, what follows them under the old one. */
    @Override
    int execute(Frame frame, Run run, int next) {
      Context outer = frame.context;
      Context inner = Modifier.apply(modifiers, frame);
      if (inner == null) {
        return FAIL;
      }
      frame.context = inner;
      try {
        boolean stopped =
            steps.run(
                frame,
                f -> {
                  f.context = outer;
                  boolean enough = run.from(f, next);
                  f.context = inner;
                  return enough;
                });
        return stopped ? STOP : FAIL;
      } finally {
        frame.context = outer;
      }
    }
  }
}
