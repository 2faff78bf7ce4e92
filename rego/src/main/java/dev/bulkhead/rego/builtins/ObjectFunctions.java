package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Objects. */
final class ObjectFunctions {
  private ObjectFunctions() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("object.get", 3, (c, a) -> get(a)),
        Declaration.pure(
            "object.keys",
            1,
            (c, a) -> SetValue.wrap(new HashSet<>(Args.object(a, 0).entries().keySet()))),
        Declaration.pure(
            "object.union", 2, (c, a) -> merge(c, Args.object(a, 0), Args.object(a, 1))),
        Declaration.pure("object.union_n", 1, ObjectFunctions::mergeAll),
        Declaration.pure("object.remove", 2, (c, a) -> select(a, false)),
        Declaration.pure("object.filter", 2, (c, a) -> select(a, true)),
        Declaration.pure("object.subset", 2, ObjectFunctions::subset));
  }

  private static Value get(Value[] args) throws BuiltinException {
    ObjectValue object = Args.object(args, 0);
    if (!(args[1] instanceof ArrayValue path)) {
      Value value = object.get(args[1]);
      return value == null ? args[2] : value;
    }
    Value at = object;
    for (Value key : path) {
      Value next = member(at, key);
      if (next == null) {
        return args[2];
      }
      at = next;
    }
    return at;
  }

  private static @Nullable Value member(Value collection, Value key) {
    return switch (collection) {
      case ObjectValue o -> o.get(key);
      case ArrayValue a ->
          key instanceof NumberValue n
                  && n.isLong()
                  && n.longValue() >= 0
                  && n.longValue() < a.size()
              ? a.get((int) n.longValue())
              : null;
      case SetValue s -> s.contains(key) ? key : null;
      default -> null;
    };
  }

  /** The second wins; objects under the same key are merged. */
  private static ObjectValue merge(BuiltinContext context, ObjectValue x, ObjectValue y) {
    context.checkBudget(1);
    Map<Value, Value> out = new HashMap<>(x.entries());
    y.entries()
        .forEach((key, value) ->
            out.merge(
                key,
                value,
                (old, now) ->
                    old instanceof ObjectValue a && now instanceof ObjectValue b
                        ? merge(context, a, b)
                        : now));
    return ObjectValue.wrap(out);
  }

  private static Value mergeAll(BuiltinContext context, Value[] args) throws BuiltinException {
    ObjectValue out = ObjectValue.EMPTY;
    for (Value item : Args.array(args, 0)) {
      if (!(item instanceof ObjectValue o)) {
        throw Args.element(1, args[0], item, "object");
      }
      out = merge(context, out, o);
    }
    return out;
  }

  private static Set<Value> keys(Value keys) throws BuiltinException {
    return switch (keys) {
      case ArrayValue a -> {
        var out = new HashSet<Value>();
        a.forEach(out::add);
        yield out;
      }
      case SetValue s -> new HashSet<>(Arrays.asList(s.sorted()));
      case ObjectValue o -> o.entries().keySet();
      default -> throw Args.type(2, "one of {object, set, array}", keys);
    };
  }

  private static Value select(Value[] args, boolean keep) throws BuiltinException {
    ObjectValue object = Args.object(args, 0);
    Set<Value> keys = keys(args[1]);
    Map<Value, Value> out = new HashMap<>();
    object
        .entries()
        .forEach((key, value) -> {
          if (keys.contains(key) == keep) {
            out.put(key, value);
          }
        });
    return ObjectValue.wrap(out);
  }

  private static Value subset(BuiltinContext context, Value[] args) throws BuiltinException {
    boolean ok =
        switch (args[0]) {
          case ObjectValue o when args[1] instanceof ObjectValue sub -> contains(context, o, sub);
          case SetValue s when args[1] instanceof SetValue sub ->
              s.members().containsAll(sub.members());
          case ArrayValue a when args[1] instanceof ArrayValue sub -> containsRun(a, sub);
          case ArrayValue a when args[1] instanceof SetValue sub -> containsAll(a, sub);
          default ->
              throw new BuiltinException(
                  Args.TYPE,
                  "both arguments object.subset must be of the same type or array and set");
        };
    return BooleanValue.of(ok);
  }

  private static boolean contains(BuiltinContext context, Value value, Value sub) {
    context.checkBudget(1);
    if (value instanceof ObjectValue o && sub instanceof ObjectValue s) {
      return s.entries().entrySet().stream()
          .allMatch(e -> {
            Value own = o.get(e.getKey());
            return own != null && contains(context, own, e.getValue());
          });
    }
    if (value instanceof SetValue o && sub instanceof SetValue s) {
      return o.members().containsAll(s.members());
    }
    if (value instanceof ArrayValue o && sub instanceof ArrayValue s) {
      return containsRun(o, s);
    }
    return value.equals(sub);
  }

  private static boolean containsRun(ArrayValue array, ArrayValue sub) {
    for (int start = 0; start + sub.size() <= array.size(); start++) {
      int i = 0;
      while (i < sub.size() && array.get(start + i).equals(sub.get(i))) {
        i++;
      }
      if (i == sub.size()) {
        return true;
      }
    }
    return false;
  }

  private static boolean containsAll(ArrayValue array, SetValue sub) {
    var items = new HashSet<Value>();
    array.forEach(items::add);
    return items.containsAll(sub.members());
  }
}
