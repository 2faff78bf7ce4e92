package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Signature;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.ArrayOf;
import dev.bulkhead.rego.builtins.Type.ObjectOf;
import dev.bulkhead.rego.builtins.Type.Scalar;
import dev.bulkhead.rego.builtins.Type.SetOf;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of the types of variables in one rule, and of terms through them. */
final class TypeEnvironment {
  private final RuleTypes rules;
  private final Map<Variable, Type> variables = new HashMap<>();

  /** Whether a {@code with} replaces documents or functions, so that rules may have any type. */
  private boolean relaxed;

  TypeEnvironment(RuleTypes rules) {
    this.rules = rules;
  }

  boolean relax(boolean on) {
    boolean before = relaxed;
    relaxed = on;
    return before;
  }

  @Nullable Type variable(Variable variable) {
    return variables.get(variable);
  }

  void put(Variable variable, Type type) {
    variables.put(variable, type);
  }

  /** The document that a path begins with, and how much of the path leads to it. */
  RuleTypes.Found data(List<Term> path) {
    return relaxed ? RuleTypes.Found.UNKNOWN : rules.document(path);
  }

  /** A function's signature; null where it is not known. */
  @Nullable Signature signature(Resolved.Callee callee) {
    return switch (callee) {
      case Resolved.BuiltinCallee b -> b.declaration().signature();
      case Resolved.RuleCallee r -> relaxed ? null : rules.function(r.path());
    };
  }

  /** The term's type; null where it is not known yet, or where it is in error. */
  @Nullable Type type(Term term) {
    return switch (term) {
      case Resolved.Const c -> TypeAlgebra.of(c.value());
      case Resolved.Local l -> variables.get(l.variable());
      case Resolved.Input i -> Type.ANYTHING;
      case Resolved.Data d -> {
        RuleTypes.Found found = data(d.path());
        yield below(found.type(), d.path().subList(found.length(), d.path().size()));
      }
      case Resolved.Ref r -> {
        Type head = type(r.head());
        yield head == null ? null : below(head, r.path());
      }
      case Resolved.Call c -> {
        Signature signature = signature(c.callee());
        Signature.Parameter result = signature == null ? null : signature.result();
        yield result == null ? Type.ANYTHING : result.type();
      }
      case Resolved.Array a -> array(a.items());
      case Resolved.SetOf s -> set(s.items());
      case Resolved.Obj o -> object(o);
      case Resolved.Comprehension c -> comprehension(c);
      case Resolved.Template t -> Scalar.STRING;
    };
  }

  private @Nullable Type below(Type type, List<Term> path) {
    Type at = type;
    for (Term key : path) {
      Type next =
          key instanceof Resolved.Const(Value value)
              ? TypeAlgebra.select(at, value)
              : TypeAlgebra.values(at);
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  private @Nullable Type array(List<Term> items) {
    var types = new ArrayList<Type>(items.size());
    for (Term item : items) {
      Type type = type(item);
      if (type == null) {
        return null;
      }
      types.add(type);
    }
    return new ArrayOf(types, null);
  }

  private @Nullable Type set(List<Term> items) {
    Type of = null;
    for (Term item : items) {
      Type type = type(item);
      if (type == null) {
        return null;
      }
      of = TypeAlgebra.or(of, type);
    }
    return new SetOf(of);
  }

  private @Nullable Type object(Resolved.Obj object) {
    var keys = new ArrayList<Value>();
    var values = new ArrayList<Type>();
    Type openKey = null;
    Type openValue = null;
    for (int i = 0; i < object.keys().size(); i++) {
      Type value = type(object.values().get(i));
      Type key = type(object.keys().get(i));
      if (value == null || key == null) {
        return null;
      }
      if (object.keys().get(i) instanceof Resolved.Const(Value constant)) {
        keys.add(constant);
        values.add(value);
      } else {
        openKey = TypeAlgebra.or(openKey, key);
        openValue = TypeAlgebra.or(openValue, value);
      }
    }
    Type known = TypeAlgebra.object(keys, values);
    if (openKey == null || openValue == null || !(known instanceof ObjectOf o)) {
      return known;
    }
    return new ObjectOf(
        o.known(),
        o.key() == null ? openKey : TypeAlgebra.or(o.key(), openKey),
        o.value() == null ? openValue : TypeAlgebra.or(o.value(), openValue));
  }

  private @Nullable Type comprehension(Resolved.Comprehension c) {
    Type head = type(c.head());
    Type key = c.key() == null ? null : type(c.key());
    if (head == null) {
      return null;
    }
    return switch (c.shape()) {
      case ARRAY -> new ArrayOf(List.of(), head);
      case SET -> new SetOf(head);
      case OBJECT -> key == null ? null : new ObjectOf(Map.of(), key, head);
    };
  }
}
