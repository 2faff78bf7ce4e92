package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.AnyOf;
import dev.bulkhead.rego.builtins.Type.ArrayOf;
import dev.bulkhead.rego.builtins.Type.ObjectOf;
import dev.bulkhead.rego.builtins.Type.SetOf;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings terms together with types and with each other, and learns variables' types by it. */
final class TypeUnifier {
  private final TypeEnvironment types;

  TypeUnifier(TypeEnvironment types) {
    this.types = types;
  }

  /** Whether the two terms may be equal. */
  boolean equal(Term a, Term b) {
    Type typeA = types.type(a);
    Type typeB = types.type(b);
    if (typeA != null && typeB != null) {
      return TypeAlgebra.unifies(typeA, typeB);
    }
    if (typeB != null) {
      return fits(a, typeB, false);
    }
    if (typeA != null) {
      return fits(b, typeA, false);
    }
    List<Term[]> pairs = Safety.pairs(a, b);
    if (pairs != null) {
      return pairs.stream().allMatch(p -> equal(p[0], p[1]));
    }
    boolean lengthsDiffer = a instanceof Resolved.Array && b instanceof Resolved.Array;
    return !lengthsDiffer && fits(a, Type.ANYTHING, true) && fits(b, Type.ANYTHING, true);
  }

  /**
   * Whether the term may have a value of the type.
   *
   * @param union whether variables may have this type beside the one they are known to have
   */
  boolean fits(Term term, Type type, boolean union) {
    return switch (term) {
      case Resolved.Local l -> local(l, type, union);
      case Resolved.Array a -> array(a, type, union);
      case Resolved.Obj o -> object(o, type, union);
      case Resolved.SetOf s -> set(s, type, union);
      case Resolved.Const c -> known(c, type);
      case Resolved.Input i -> true;
      case Resolved.Data d -> known(d, type);
      case Resolved.Ref r -> known(r, type);
      case Resolved.Call c -> known(c, type);
      case Resolved.Comprehension c -> known(c, type);
      case Resolved.Template t -> known(t, type);
    };
  }

  /** A term whose own type is in error is no further error. */
  private boolean known(Term term, Type type) {
    Type own = types.type(term);
    return own == null || TypeAlgebra.unifies(own, type);
  }

  private boolean local(Resolved.Local l, Type type, boolean union) {
    @Nullable Type known = types.variable(l.variable());
    if (known != null && !union) {
      return TypeAlgebra.unifies(known, type);
    }
    types.put(l.variable(), TypeAlgebra.or(known, type));
    return true;
  }

  private boolean anyOf(Term term, AnyOf any) {
    boolean fits = false;
    for (Type alternative : any.of()) {
      fits |= fits(term, alternative, true);
    }
    return fits;
  }

  private boolean array(Resolved.Array term, Type type, boolean union) {
    if (TypeAlgebra.isAnything(type)) {
      term.items().forEach(i -> fits(i, Type.ANYTHING, true));
      return true;
    }
    if (type instanceof AnyOf any) {
      return anyOf(term, any);
    }
    if (!(type instanceof ArrayOf array)
        || (array.rest() == null && array.first().size() != term.items().size())
        || array.first().size() > term.items().size()) {
      return false;
    }
    for (int i = 0; i < term.items().size(); i++) {
      Type item = i < array.first().size() ? array.first().get(i) : array.rest();
      if (item == null || !fits(term.items().get(i), item, union)) {
        return false;
      }
    }
    return true;
  }

  private boolean object(Resolved.Obj term, Type type, boolean union) {
    if (TypeAlgebra.isAnything(type)) {
      term.keys().forEach(k -> fits(k, Type.ANYTHING, true));
      term.values().forEach(v -> fits(v, Type.ANYTHING, true));
      return true;
    }
    if (type instanceof AnyOf any) {
      return anyOf(term, any);
    }
    if (!(type instanceof ObjectOf object)
        || (object.value() == null && object.known().size() != term.keys().size())) {
      return false;
    }
    for (int i = 0; i < term.keys().size(); i++) {
      Term value = term.values().get(i);
      if (!(term.keys().get(i) instanceof Resolved.Const(Value key))) {
        fits(value, Type.ANYTHING, union);
        continue;
      }
      Type child = TypeAlgebra.select(object, key);
      if (child == null || !fits(value, child, union)) {
        return false;
      }
    }
    return true;
  }

  private boolean set(Resolved.SetOf term, Type type, boolean union) {
    if (TypeAlgebra.isAnything(type)) {
      term.items().forEach(i -> fits(i, Type.ANYTHING, true));
      return true;
    }
    if (type instanceof AnyOf any) {
      return anyOf(term, any);
    }
    if (!(type instanceof SetOf set)) {
      return false;
    }
    Type member = set.of();
    return term.items().isEmpty()
        || (member != null && term.items().stream().allMatch(i -> fits(i, member, union)));
  }
}
