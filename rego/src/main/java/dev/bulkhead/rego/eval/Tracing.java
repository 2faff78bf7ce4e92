package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Steps and operands that tell a {@link Probe} what happens. Only instrumented plans have them, so
 * that others pay nothing.
 */
public final class Tracing {
  private Tracing() {}

  /** Stands before an expression's steps. */
  public static Op expression(Location location) {
    return new Expression(location);
  }

  /** Stands behind an expression's steps. */
  public static Op held(Location location) {
    return new Held(location);
  }

  /** Stands before a rule's body. */
  public static Op rule(String name, Location location) {
    return new RuleTried(name, location);
  }

  /** Stands where the keys of a rule's head are bound. */
  public static Op keys(List<Operand> path) {
    return new Keys(path);
  }

  /** A rule's value; the probe hears of it. */
  public static Operand derived(Operand value, Location rule, Location head) {
    return new Derived(value, rule, head);
  }

  /** A look-up; the probe hears of it. */
  public static Operand get(Operand base, Operand key) {
    return new Get(base, key);
  }

  /**
   * A call of {@code object.get}, which reads like a reference.
   *
   * @param args the call's arguments, which are evaluated twice: the object, and a key or an array
   *     of keys
   */
  public static Operand objectGet(Operand call, List<Operand> args) {
    return new ObjectGet(args.get(0), args.get(1), call);
  }

  /** A call of {@code trace}; the probe hears the text. */
  public static Operand note(Operand call, Operand text, Location location) {
    return new Note(call, text, location);
  }

  private static final class Expression extends Op {
    private final Location location;

    Expression(Location location) {
      this.location = location;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      Probe probe = frame.context.session.probe;
      if (probe == null) {
        return NEXT;
      }
      probe.enter(location);
      boolean stopped = run.from(frame, next);
      probe.leave(location);
      return stopped ? STOP : FAIL;
    }
  }

  private static final class Held extends Op {
    private final Location location;

    Held(Location location) {
      this.location = location;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      Probe probe = frame.context.session.probe;
      if (probe != null) {
        probe.held(location);
      }
      return NEXT;
    }
  }

  private static final class RuleTried extends Op {
    private final String name;
    private final Location location;

    RuleTried(String name, Location location) {
      this.name = name;
      this.location = location;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      Probe probe = frame.context.session.probe;
      if (probe == null) {
        return NEXT;
      }
      probe.enterRule(name, location);
      boolean stopped = run.from(frame, next);
      probe.leaveRule(location);
      return stopped ? STOP : FAIL;
    }
  }

  private static final class Keys extends Op {
    private final List<Operand> path;

    Keys(List<Operand> path) {
      this.path = path;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      Probe probe = frame.context.session.probe;
      if (probe == null) {
        return NEXT;
      }
      var keys = new ArrayList<Value>();
      for (Operand operand : path) {
        Value key = operand.value(frame);
        if (key == null) {
          return NEXT;
        }
        keys.add(key);
      }
      probe.keys(keys);
      return NEXT;
    }
  }

  private static final class Derived extends Operand {
    private final Operand value;
    private final Location rule;
    private final Location head;

    Derived(Operand value, Location rule, Location head) {
      this.value = value;
      this.rule = rule;
      this.head = head;
    }

    @Override
    @Nullable Value value(Frame frame) {
      Value result = value.value(frame);
      Probe probe = frame.context.session.probe;
      if (probe != null && result != null) {
        probe.derived(rule, head, result);
      }
      return result;
    }

    @Override
    @Nullable Value constant() {
      return value.constant();
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
      Value k = collection == null ? null : key.value(frame);
      if (collection == null || k == null) {
        return null;
      }
      Probe probe = frame.context.session.probe;
      if (probe != null) {
        probe.read(collection, k);
      }
      return Operands.member(collection, k);
    }
  }

  private static final class ObjectGet extends Operand {
    private final Operand base;
    private final Operand key;
    private final Operand call;

    ObjectGet(Operand base, Operand key, Operand call) {
      this.base = base;
      this.key = key;
      this.call = call;
    }

    @Override
    @Nullable Value value(Frame frame) {
      Probe probe = frame.context.session.probe;
      Value collection = probe == null ? null : base.value(frame);
      if (probe != null && collection != null) {
        tell(probe, collection, key.value(frame));
      }
      return call.value(frame);
    }

    private static void tell(Probe probe, Value collection, @Nullable Value key) {
      if (key instanceof ArrayValue path) {
        Value at = collection;
        for (int i = 0; at != null && i < path.size(); i++) {
          probe.read(at, path.get(i));
          at = Operands.member(at, path.get(i));
        }
      } else if (key != null) {
        probe.read(collection, key);
      }
    }
  }

  private static final class Note extends Operand {
    private final Operand call;
    private final Operand text;
    private final Location location;

    Note(Operand call, Operand text, Location location) {
      this.call = call;
      this.text = text;
      this.location = location;
    }

    @Override
    @Nullable Value value(Frame frame) {
      Probe probe = frame.context.session.probe;
      if (probe != null && text.value(frame) instanceof StringValue s) {
        probe.note(location, s.value());
      }
      return call.value(frame);
    }
  }
}
