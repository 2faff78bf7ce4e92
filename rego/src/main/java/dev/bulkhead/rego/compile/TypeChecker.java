package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.builtins.Signature;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.compile.ClosureTypes.Checked;
import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks the types in one rule or query as OPA does: arguments of calls, what is compared, and
 * references into documents whose shape is known. What it checks is {@link Flattened}, and bodies
 * are in the order of their evaluation: OPA learns the types of variables expression by expression,
 * so that what it finds depends on that order.
 */
final class TypeChecker {
  /**
   * How deep comprehensions within comprehensions are also checked without what those around them
   * know, as OPA does; each level would double the work.
   */
  private static final int MAX_REPEATED = 5;

  private final RuleTypes rules;
  private final ClosureTypes closures;
  private final TermTypes types;
  private int depth;

  TypeChecker(RuleTypes rules) {
    this.rules = rules;
    this.closures = new ClosureTypes(rules, this);
    this.types = new TermTypes(closures);
  }

  @Nullable Type type(TypeEnvironment env, Term term) {
    return types.of(env, term);
  }

  /** Checks a body inside what is known around it. */
  Checked body(TypeEnvironment outer, Body body) {
    TypeEnvironment env = outer.inner();
    var errors = new ArrayList<RegoError>();
    depth++;
    body.exprs().forEach(expr -> errors.addAll(expr(env, expr)));
    depth--;
    return new Checked(env, errors);
  }

  /**
   * What is wrong with an expression itself.
   *
   * @param unknown whether a type in it is not known: where its references or closures are in error
   *     that is why, and no error of its own
   */
  private record Problem(RegoError error, boolean unknown) {}

  /** What is wrong with an expression, its modifiers and closures included. */
  private List<RegoError> expr(TypeEnvironment env, Expr written) {
    Resolved.With with = written instanceof Resolved.With w ? w : null;
    TypeEnvironment inside = with == null ? env : replacing(env, with);
    List<RegoError> errors = new ArrayList<>(closures(inside, written));
    references(inside, written, errors);
    Expr inner = with == null ? written : with.inner();
    Problem problem = with == null ? null : replacements(inside, with);
    if (problem == null) {
      problem = call(inside, inner instanceof Resolved.Not not ? not.inner() : inner);
    }
    if (problem != null && (errors.isEmpty() || !problem.unknown())) {
      errors.add(problem.error());
    }
    return errors;
  }

  /** The errors of the last closure in an expression that has some. */
  private List<RegoError> closures(TypeEnvironment env, Expr expr) {
    var found = new ArrayList<RegoError>();
    Closures.visit(
        expr,
        comprehension -> {
          List<RegoError> errors = closures.check(env, comprehension).errors();
          if (!errors.isEmpty()) {
            found.clear();
            found.addAll(errors);
          }
          return errors.isEmpty() && depth <= MAX_REPEATED;
        });
    return found;
  }

  private void references(TypeEnvironment env, Expr expr, List<RegoError> errors) {
    var references = new ReferenceTypes(env, types, new TypeUnifier(env, types), rules, errors);
    References.visit(
        expr,
        reference -> {
          switch (reference) {
            case Resolved.Input ref -> references.input(ref);
            case Resolved.Data ref -> references.data(ref);
            case Resolved.Ref ref -> references.ref(ref);
            default -> throw new IllegalArgumentException(ResolvedText.of(reference));
          }
        });
  }

  /** Expressions in the bodies of others are not looked at, as OPA does not either. */
  private @Nullable Problem call(TypeEnvironment env, Expr expr) {
    return switch (expr) {
      case Resolved.Test(Resolved.Call call, Location at) -> call(env, call, call.args(), at);
      case Resolved.Unify(Resolved.Call call, Term result, Location at, boolean assigned) -> {
        var args = new ArrayList<>(call.args());
        args.add(result);
        yield call(env, call, args, at);
      }
      case Resolved.Unify e -> {
        Type left = types.of(env, e.left());
        Type right = types.of(env, e.right());
        boolean equal = new TypeUnifier(env, types).equal(e.left(), e.right());
        yield equal ? null : mismatch(e.location(), left, right);
      }
      case Resolved.Test e -> null;
      case Resolved.Not e -> null;
      case Resolved.NotBody e -> null;
      case Resolved.Logical e -> null;
      case Resolved.Every e -> null;
      case Resolved.SomeIn e -> null;
      case Resolved.With e -> null;
    };
  }

  private static Problem mismatch(Location location, @Nullable Type left, @Nullable Type right) {
    return new Problem(
        TypeErrors.match(location, left, right),
        TypeAlgebra.isOpen(left) || TypeAlgebra.isOpen(right));
  }

  private @Nullable Problem call(
      TypeEnvironment env, Resolved.Call call, List<Term> args, Location location) {
    String name = ResolvedText.name(call.callee());
    Problem problem =
        name.startsWith("internal.member_") ? membership(env, name, args, location) : null;
    Signature declared = signature(env, call.callee());
    return problem == null && declared != null
        ? arguments(env, name, declared.withResultAsParameter(), args, location)
        : problem;
  }

  private @Nullable Problem arguments(
      TypeEnvironment env, String name, Signature wanted, List<Term> args, Location location) {
    List<Signature.Parameter> parameters = wanted.parameters();
    List<@Nullable Type> had = all(env, args);
    if (args.size() > parameters.size() && wanted.variadic() == null) {
      return misfit(name, "too many arguments", location, had, wanted);
    }
    var unifier = new TypeUnifier(env, types);
    for (int i = 0; i < args.size(); i++) {
      Type want = i < parameters.size() ? parameters.get(i).type() : wanted.variadic();
      if (!TypeAlgebra.isOpen(had.get(i)) && !TypeAlgebra.unifies(had.get(i), want)) {
        return misfit(name, "invalid argument(s)", location, had, wanted);
      }
      if (!unifier.fits(args.get(i), want, false)) {
        return misfit(name, "invalid argument(s)", location, all(env, args), wanted);
      }
    }
    return null;
  }

  private static Problem misfit(
      String function,
      String problem,
      Location location,
      List<@Nullable Type> had,
      Signature wanted) {
    return new Problem(
        TypeErrors.arguments(function, problem, location, had, wanted),
        had.stream().anyMatch(TypeAlgebra::isOpen));
  }

  private List<@Nullable Type> all(TypeEnvironment env, List<Term> terms) {
    var out = new ArrayList<@Nullable Type>(terms.size());
    terms.forEach(term -> out.add(types.of(env, term)));
    return out;
  }

  /** What is called; null where any arguments do. */
  private @Nullable Signature signature(TypeEnvironment env, Resolved.Callee callee) {
    return switch (callee) {
      case Resolved.BuiltinCallee b -> b.declaration().signature();
      case Resolved.RuleCallee r -> rules.function(env, r.path());
    };
  }

  /** What may be found in a collection depends on the collection, which no signature can tell. */
  private @Nullable Problem membership(
      TypeEnvironment env, String name, List<Term> args, Location location) {
    int arity = name.endsWith("3") ? 3 : 2;
    Type collection = types.of(env, args.get(arity - 1));
    Type values = TypeAlgebra.values(collection);
    if (values == null) {
      return null;
    }
    Problem problem =
        arity == 2 ? null : member(env, args.getFirst(), TypeAlgebra.keys(collection), location);
    return problem == null ? member(env, args.get(arity - 2), values, location) : problem;
  }

  private @Nullable Problem member(
      TypeEnvironment env, Term term, @Nullable Type type, Location location) {
    if (TypeAlgebra.isOpen(type)) {
      return null;
    }
    Type have = types.of(env, term);
    boolean fits = TypeAlgebra.isOpen(have) || TypeAlgebra.unifies(have, type);
    return fits && new TypeUnifier(env, types).fits(term, type, false)
        ? null
        : mismatch(location, have, type);
  }

  /** Functions must be replaced by functions that take as many arguments of such types. */
  private @Nullable Problem replacements(TypeEnvironment env, Resolved.With with) {
    for (Resolved.Modification m : with.modifications()) {
      if (m.target() instanceof Resolved.FunctionTarget(Resolved.Callee function)
          && m.replacement() != null) {
        Signature target = signature(env, function);
        Signature other = signature(env, m.replacement());
        if (target != null && other != null && !TypeAlgebra.unifies(target, other)) {
          var have = new ArrayList<@Nullable Type>();
          other.parameters().forEach(p -> have.add(p.type()));
          String name = ResolvedText.name(function);
          return misfit(name, "arity mismatch", m.location(), have, target);
        }
      }
    }
    return null;
  }

  /** The environment in which an expression's modifiers replace documents and functions. */
  private TypeEnvironment replacing(TypeEnvironment env, Resolved.With with) {
    TypeEnvironment out = env;
    var targets = new TypeTree();
    boolean any = false;
    for (Resolved.Modification m : with.modifications()) {
      TypeTree affected = rules.affected(m.target());
      if (affected != null) {
        out = out.replacing(affected);
      }
      List<Value> path = RuleTypes.path(m.target());
      if (path != null) {
        targets.put(path, replaced(env, m));
        any = true;
      }
    }
    return any ? out.replacing(targets) : out;
  }

  private Type replaced(TypeEnvironment env, Resolved.Modification m) {
    Type target = rules.target(env, m.target());
    Type value = types.of(env, m.value());
    Type both = target == null || value == null ? null : TypeUnion.or(target, value);
    return both == null ? Type.ANYTHING : both;
  }
}
