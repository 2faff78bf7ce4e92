package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** Comprehensions: operands that collect the solutions of a body. */
public final class Comprehensions {
  private Comprehensions() {}

  public static Operand array(Steps body, Operand head) {
    return new OfArray(body, head);
  }

  public static Operand set(Steps body, Operand head) {
    return new OfSet(body, head);
  }

  public static Operand object(Steps body, Operand key, Operand value, Location location) {
    return new OfObject(body, key, value, location);
  }

  /** The value that a sub-query's first solution gives; undefined where it has none. */
  public static Operand first(Steps body, Operand head) {
    return new First(body, head);
  }

  private static final class OfArray extends Operand {
    private final Steps body;
    private final Operand head;

    OfArray(Steps body, Operand head) {
      this.body = body;
      this.head = head;
    }

    @Override
    Value value(Frame frame) {
      var items = new ArrayList<Value>();
      body.run(
          frame,
          f -> {
            Value value = head.value(f);
            if (value != null) {
              items.add(value);
            }
            return false;
          });
      return ArrayValue.of(items);
    }
  }

  private static final class OfSet extends Operand {
    private final Steps body;
    private final Operand head;

    OfSet(Steps body, Operand head) {
      this.body = body;
      this.head = head;
    }

    @Override
    Value value(Frame frame) {
      var items = new HashSet<Value>();
      body.run(
          frame,
          f -> {
            Value value = head.value(f);
            if (value != null) {
              items.add(value);
            }
            return false;
          });
      return SetValue.wrap(items);
    }
  }

  private static final class OfObject extends Operand {
    private final Steps body;
    private final Operand key;
    private final Operand head;
    private final Location location;

    OfObject(Steps body, Operand key, Operand head, Location location) {
      this.body = body;
      this.key = key;
      this.head = head;
      this.location = location;
    }

    @Override
    Value value(Frame frame) {
      var entries = new HashMap<Value, Value>();
      body.run(
          frame,
          f -> {
            Value k = key.value(f);
            Value v = head.value(f);
            if (k != null && v != null) {
              Value before = entries.putIfAbsent(k, v);
              if (before != null && !before.equals(v)) {
                throw EvalException.conflict("object keys must be unique", location);
              }
            }
            return false;
          });
      return ObjectValue.wrap(entries);
    }
  }

  private static final class First extends Operand {
    private final Steps body;
    private final Operand head;

    First(Steps body, Operand head) {
      this.body = body;
      this.head = head;
    }

    @Override
    @Nullable Value value(Frame frame) {
      var found = new @Nullable Value[1];
      body.run(
          frame,
          f -> {
            found[0] = head.value(f);
            return found[0] != null;
          });
      return found[0];
    }
  }
}
