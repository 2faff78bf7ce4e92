package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sets and arrays. */
final class Sets {
  private Sets() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("and", 2, (c, a) -> and(Args.set(a, 0), Args.set(a, 1))),
        Declaration.pure("or", 2, (c, a) -> or(Args.set(a, 0), Args.set(a, 1))),
        Declaration.pure("set_diff", 2, (c, a) -> minus(Args.set(a, 0), Args.set(a, 1))),
        Declaration.pure("intersection", 1, (c, a) -> intersection(a)),
        Declaration.pure("union", 1, (c, a) -> union(a)),
        Declaration.pure("array.concat", 2, (c, a) -> concat(Args.array(a, 0), Args.array(a, 1))),
        Declaration.pure("array.slice", 3, (c, a) -> slice(a)),
        Declaration.pure("array.reverse", 1, (c, a) -> reverse(Args.array(a, 0))),
        Declaration.pure("array.flatten", 1, (c, a) -> flatten(Args.array(a, 0))));
  }

  private static SetValue and(SetValue x, SetValue y) {
    SetValue small = x.size() <= y.size() ? x : y;
    SetValue large = small == x ? y : x;
    Set<Value> out = new HashSet<>();
    for (Value item : small.members()) {
      if (large.contains(item)) {
        out.add(item);
      }
    }
    return SetValue.wrap(out);
  }

  private static SetValue or(SetValue x, SetValue y) {
    Set<Value> out = new HashSet<>(x.members());
    out.addAll(y.members());
    return SetValue.wrap(out);
  }

  static SetValue minus(SetValue x, SetValue y) {
    Set<Value> out = new HashSet<>();
    for (Value item : x.members()) {
      if (!y.contains(item)) {
        out.add(item);
      }
    }
    return SetValue.wrap(out);
  }

  private static SetValue member(Value item) throws BuiltinException {
    if (item instanceof SetValue s) {
      return s;
    }
    throw Args.type(1, "set", item);
  }

  private static Value intersection(Value[] args) throws BuiltinException {
    SetValue out = null;
    for (Value item : Args.set(args, 0)) {
      out = out == null ? member(item) : and(out, member(item));
    }
    return out == null ? SetValue.EMPTY : out;
  }

  private static Value union(Value[] args) throws BuiltinException {
    Set<Value> out = new HashSet<>();
    for (Value item : Args.set(args, 0)) {
      out.addAll(member(item).members());
    }
    return SetValue.wrap(out);
  }

  private static Value concat(ArrayValue x, ArrayValue y) {
    return x.concat(y);
  }

  /** Indexes beyond the ends are moved to them. */
  private static Value slice(Value[] args) throws BuiltinException {
    ArrayValue array = Args.array(args, 0);
    int from = Math.clamp(Args.integer(args, 1), 0, array.size());
    int to = Math.clamp(Args.integer(args, 2), 0, array.size());
    var out = new ArrayList<Value>();
    for (int i = from; i < to; i++) {
      out.add(array.get(i));
    }
    return ArrayValue.of(out);
  }

  private static Value reverse(ArrayValue array) {
    var out = new ArrayList<Value>(array.size());
    for (int i = array.size() - 1; i >= 0; i--) {
      out.add(array.get(i));
    }
    return ArrayValue.of(out);
  }

  private static Value flatten(ArrayValue array) {
    var out = new ArrayList<Value>();
    for (Value item : array) {
      if (item instanceof ArrayValue inner) {
        inner.forEach(out::add);
      } else {
        out.add(item);
      }
    }
    return ArrayValue.of(out);
  }
}
