package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.ArrayOf;
import dev.bulkhead.rego.builtins.Type.Entries;
import dev.bulkhead.rego.builtins.Type.ObjectOf;
import dev.bulkhead.rego.builtins.Type.Scalar;
import dev.bulkhead.rego.builtins.Type.SetOf;
import dev.bulkhead.rego.compile.Resolved.Comprehension;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The types of terms, as far as an environment tells them. */
final class TermTypes {
  private final ClosureTypes closures;

  TermTypes(ClosureTypes closures) {
    this.closures = closures;
  }

  /** The term's type; null where it is not known, or where the term is in error. */
  @Nullable Type of(TypeEnvironment env, Term term) {
    return switch (term) {
      case Resolved.Const c -> TypeAlgebra.of(c.value());
      case Resolved.Local l -> env.variable(l.variable());
      case Resolved.Input i -> env.document(TypeEnvironment.INPUT, i.path());
      case Resolved.Data d -> closures.rules().document(env, d.path());
      case Resolved.Ref r -> TypeEnvironment.below(of(env, r.head()), r.path());
      case Resolved.Call c -> null;
      case Resolved.Array a -> TypeSize.bounded(array(env, a));
      case Resolved.SetOf s -> TypeSize.bounded(set(env, s));
      case Resolved.Obj o -> TypeSize.bounded(object(env, o));
      case Comprehension c -> comprehension(env, c);
      case Resolved.Template t -> Scalar.STRING;
    };
  }

  private Type array(TypeEnvironment env, Resolved.Array array) {
    var types = new ArrayList<@Nullable Type>(array.items().size());
    array.items().forEach(item -> types.add(of(env, item)));
    return new ArrayOf(types, null);
  }

  private Type set(TypeEnvironment env, Resolved.SetOf set) {
    Type members = null;
    for (Term item : set.items()) {
      members = TypeUnion.or(members, of(env, item));
    }
    return new SetOf(members);
  }

  /** Of several keys that are not constant, OPA knows the last one's types alone. */
  private Type object(TypeEnvironment env, Resolved.Obj object) {
    var known = new TreeMap<Value, @Nullable Type>();
    Entries others = null;
    for (int i = 0; i < object.keys().size(); i++) {
      Term key = object.keys().get(i);
      Type value = of(env, object.values().get(i));
      Value constant = constant(key);
      if (constant != null) {
        known.put(TypeAlgebra.plain(constant), value);
      } else {
        others = new Entries(of(env, key), value);
      }
    }
    return new ObjectOf(known, others);
  }

  /** The value of a term in which nothing has to be evaluated; null for other terms. */
  static @Nullable Value constant(Term term) {
    return switch (term) {
      case Resolved.Const c -> c.value();
      case Resolved.Array a -> {
        List<Value> items = constants(a.items());
        yield items == null ? null : ArrayValue.of(items);
      }
      case Resolved.SetOf s -> {
        List<Value> items = constants(s.items());
        yield items == null ? null : SetValue.of(items);
      }
      case Resolved.Obj o -> {
        List<Value> keys = constants(o.keys());
        List<Value> values = constants(o.values());
        yield keys == null || values == null ? null : object(keys, values);
      }
      case Resolved.Local t -> null;
      case Resolved.Input t -> null;
      case Resolved.Data t -> null;
      case Resolved.Ref t -> null;
      case Resolved.Call t -> null;
      case Comprehension t -> null;
      case Resolved.Template t -> null;
    };
  }

  private static Value object(List<Value> keys, List<Value> values) {
    var entries = new HashMap<Value, Value>();
    for (int i = 0; i < keys.size(); i++) {
      entries.put(keys.get(i), values.get(i));
    }
    return ObjectValue.wrap(entries);
  }

  private static @Nullable List<Value> constants(List<Term> terms) {
    var out = new ArrayList<Value>(terms.size());
    for (Term term : terms) {
      Value value = constant(term);
      if (value == null) {
        return null;
      }
      out.add(value);
    }
    return out;
  }

  private @Nullable Type comprehension(TypeEnvironment env, Comprehension c) {
    ClosureTypes.Checked checked = closures.check(env, c);
    if (!checked.errors().isEmpty()) {
      return null;
    }
    Type head = of(checked.env(), c.head());
    return switch (c.shape()) {
      case ARRAY -> new ArrayOf(Collections.emptyList(), head);
      case SET -> new SetOf(head);
      case OBJECT -> {
        Type key = c.key() == null ? null : of(checked.env(), c.key());
        yield new ObjectOf(Collections.emptySortedMap(), new Entries(key, head));
      }
    };
  }
}
