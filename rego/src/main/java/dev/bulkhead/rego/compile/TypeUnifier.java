package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.AnyOf;
import dev.bulkhead.rego.builtins.Type.ArrayOf;
import dev.bulkhead.rego.builtins.Type.ObjectOf;
import dev.bulkhead.rego.builtins.Type.SetOf;
import dev.bulkhead.rego.compile.Resolved.Local;
import dev.bulkhead.rego.compile.Resolved.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings terms together with types and with each other, and learns variables' types by it. Calls
 * and templates are not among the terms: variables stand for them.
 */
final class TypeUnifier {
  private final TypeEnvironment env;
  private final TermTypes types;

  TypeUnifier(TypeEnvironment env, TermTypes types) {
    this.env = env;
    this.types = types;
  }

  /** Whether the two terms may be equal. */
  boolean equal(Term a, Term b) {
    Type typeA = types.of(env, a);
    Type typeB = types.of(env, b);
    boolean openA = TypeAlgebra.isOpen(typeA);
    boolean openB = TypeAlgebra.isOpen(typeB);
    if (!openA && !openB) {
      return TypeAlgebra.unifies(typeA, typeB);
    }
    if (!openB) {
      return fits(a, typeB, false);
    }
    if (!openA) {
      return fits(b, typeA, false);
    }
    Boolean byParts = byParts(a, b);
    if (byParts != null) {
      return byParts;
    }
    if (a instanceof Local && typeA == null && typeB != null) {
      return fits(a, typeB, false);
    }
    return b instanceof Local && typeB == null && typeA != null && fits(b, typeA, false);
  }

  /**
   * Whether two terms of which not all is known may be equal; null where their parts cannot tell.
   */
  private @Nullable Boolean byParts(Term a, Term b) {
    return switch (a) {
      case Resolved.Array x -> b instanceof Local ? learned(a, b) : arrays(x, b);
      case Resolved.Obj x -> b instanceof Local ? learned(a, b) : objects(x, b);
      case Local l ->
          switch (b) {
            case Local other -> fits(a, Type.ANYTHING, false) && fits(b, types.of(env, a), false);
            case Resolved.Array x -> learned(b, a);
            case Resolved.Obj x -> learned(b, a);
            default -> null;
          };
      default -> null;
    };
  }

  private boolean learned(Term composite, Term variable) {
    return fits(composite, Type.ANYTHING, false) && fits(variable, types.of(env, composite), false);
  }

  private boolean arrays(Resolved.Array a, Term b) {
    return b instanceof Resolved.Array && allEqual(Safety.pairs(a, b));
  }

  private boolean objects(Resolved.Obj a, Term b) {
    return b instanceof Resolved.Obj && allEqual(Safety.pairs(a, b));
  }

  private boolean allEqual(@Nullable List<Term[]> pairs) {
    return pairs != null && pairs.stream().allMatch(p -> equal(p[0], p[1]));
  }

  /**
   * Whether the term may have a value of the type.
   *
   * @param union whether variables may have this type beside the one they are known to have
   */
  boolean fits(Term term, @Nullable Type type, boolean union) {
    return switch (term) {
      case Local l -> local(l, type, union);
      case Resolved.Array a -> array(a, type, union);
      case Resolved.Obj o -> object(o, type, union);
      case Resolved.SetOf s -> set(s, type, union);
      case Resolved.Const t -> known(t, type);
      case Resolved.Input t -> known(t, type);
      case Resolved.Data t -> known(t, type);
      case Resolved.Ref t -> known(t, type);
      case Resolved.Call t -> known(t, type);
      case Resolved.Comprehension t -> known(t, type);
      case Resolved.Template t -> known(t, type);
    };
  }

  private boolean known(Term term, @Nullable Type type) {
    return TypeAlgebra.unifies(types.of(env, term), type);
  }

  private boolean local(Local l, @Nullable Type type, boolean union) {
    Type known = env.variable(l.variable());
    if (known != null && !union) {
      return TypeAlgebra.unifies(known, type);
    }
    env.put(l.variable(), TypeUnion.or(known, type));
    return true;
  }

  private boolean anyOf(Term term, List<Term> parts, AnyOf any) {
    if (any.of().isEmpty()) {
      parts.forEach(part -> fits(part, Type.ANYTHING, true));
      return true;
    }
    boolean fits = false;
    for (Type alternative : any.of()) {
      fits |= fits(term, alternative, true);
    }
    return fits;
  }

  private boolean array(Resolved.Array term, @Nullable Type type, boolean union) {
    if (type instanceof AnyOf any) {
      return anyOf(term, term.items(), any);
    }
    if (!(type instanceof ArrayOf array)
        || (array.rest() == null && array.first().size() != term.items().size())) {
      return false;
    }
    for (int i = 0; i < term.items().size(); i++) {
      if (!fits(term.items().get(i), TypeAlgebra.item(array, i), union)) {
        return false;
      }
    }
    return true;
  }

  private boolean object(Resolved.Obj term, @Nullable Type type, boolean union) {
    if (type instanceof AnyOf any) {
      if (TypeAlgebra.isAnything(any)) {
        term.keys().forEach(key -> fits(key, any, true));
      }
      return anyOf(term, term.values(), any);
    }
    if (!(type instanceof ObjectOf object)
        || (object.otherValues() == null && object.known().size() != term.keys().size())) {
      return false;
    }
    for (int i = 0; i < term.keys().size(); i++) {
      if (!entry(object, term.keys().get(i), term.values().get(i), union)) {
        return false;
      }
    }
    return true;
  }

  /** Under a key that is not constant there may be anything. */
  private boolean entry(ObjectOf object, Term key, Term value, boolean union) {
    var constant = TermTypes.constant(key);
    if (constant == null) {
      fits(value, Type.ANYTHING, union);
      return true;
    }
    Type child = TypeAlgebra.select(object, constant);
    return child != null && fits(value, child, union);
  }

  private boolean set(Resolved.SetOf term, @Nullable Type type, boolean union) {
    if (type instanceof AnyOf any) {
      return anyOf(term, term.items(), any);
    }
    return type instanceof SetOf set
        && term.items().stream().allMatch(item -> fits(item, set.of(), union));
  }
}
