package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code with} modifier. */
public sealed interface Modifier {

  /** {@code with input.path as value}. */
  record OnInput(List<Value> path, Operand value) implements Modifier {}

  /** {@code with data.path as value}. */
  record OnData(List<Value> path, Operand value) implements Modifier {}

  /**
   * {@code with f as value}: a built-in (by name) or function ({@link RuleGroup}) gives a value for
   * every call.
   */
  record OnFunction(Object function, Operand value) implements Modifier {}

  /** {@code with f as g}. */
  record FunctionByFunction(Object function, Target target) implements Modifier {}

  /** What is called instead. */
  interface Target {
    @Nullable Value call(Context context, Value[] args);
  }

  /** The context that the modifiers make of the frame's; null where a value is undefined. */
  static @Nullable Context apply(Modifier[] modifiers, Frame frame) {
    Context outer = frame.context;
    Value input = outer.input;
    ObjectValue data = outer.data;
    Overrides overrides = outer.overrides;
    boolean changed = false;
    Map<Object, Context.Replacement> replacements =
        outer.replacements == null ? new HashMap<>() : new HashMap<>(outer.replacements);
    for (Modifier modifier : modifiers) {
      switch (modifier) {
        case OnInput m -> {
          Value value = m.value.value(frame);
          if (value == null) {
            return null;
          }
          input = patch(input, m.path, 0, value);
        }
        case OnData m -> {
          Value value = m.value.value(frame);
          if (value == null) {
            return null;
          }
          changed = true;
          data = patch(data, m.path, 0, value) instanceof ObjectValue o ? o : ObjectValue.EMPTY;
          overrides = (overrides == null ? Overrides.NONE : overrides).with(m.path, value);
        }
        case OnFunction m -> {
          Value value = m.value.value(frame);
          if (value == null) {
            return null;
          }
          replacements.put(m.function, (context, args) -> value);
        }
        case FunctionByFunction m ->
            replacements.put(
                m.function, (context, args) -> m.target.call(unreplaced(context), args));
      }
    }
    boolean mocked = !replacements.isEmpty();
    return new Context(
        input,
        data,
        outer.session,
        changed || mocked ? null : outer.shared,
        mocked ? replacements : null,
        overrides);
  }

  /** Inside a replacement nothing is replaced, so that it can call what it stands for. */
  private static Context unreplaced(Context context) {
    return new Context(
        context.input, context.data, context.session, context.shared, null, context.overrides);
  }

  /** The document with the value at the path, objects made on the way where there are none. */
  static Value patch(@Nullable Value document, List<Value> path, int at, Value value) {
    if (at == path.size()) {
      return value;
    }
    var entries =
        document instanceof ObjectValue o
            ? new LinkedHashMap<>(o.entries())
            : new LinkedHashMap<Value, Value>();
    Value key = path.get(at);
    entries.put(key, patch(entries.get(key), path, at + 1, value));
    return ObjectValue.wrap(entries);
  }

  /**
   * The documents that {@code with} put in the place of others, as a tree of paths below {@code
   * data}.
   */
  final class Overrides {
    static final Overrides NONE = new Overrides(List.of());

    private record Entry(List<Value> path, Value value) {}

    private final List<Entry> entries;

    private Overrides(List<Entry> entries) {
      this.entries = entries;
    }

    Overrides with(List<Value> path, Value value) {
      var all = new ArrayList<>(entries);
      all.removeIf(e -> startsWith(e.path, path));
      all.add(new Entry(path, value));
      return new Overrides(all);
    }

    /**
     * Whether the document at the path, or one above it, was replaced; base documents then show
     * what by.
     */
    boolean cover(List<Value> path) {
      for (Entry e : entries) {
        if (startsWith(path, e.path)) {
          return true;
        }
      }
      return false;
    }

    /** The document with what was replaced below it put in. */
    @Nullable Value patchBelow(List<Value> path, @Nullable Value document) {
      Value out = document;
      for (Entry e : entries) {
        if (e.path.size() > path.size() && startsWith(e.path, path)) {
          out = patch(out, e.path.subList(path.size(), e.path.size()), 0, e.value);
        }
      }
      return out;
    }

    private static boolean startsWith(List<Value> path, List<Value> prefix) {
      return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
    }
  }
}
