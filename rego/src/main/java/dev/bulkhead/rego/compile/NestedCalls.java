package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Declaration;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Local;
import dev.bulkhead.rego.compile.Resolved.Term;
import java.util.List;
import java.util.function.Supplier;

/**
 * Takes calls inside a negated expression out of it: {@code not f(g(x))} is {@code y = g(x); not
 * f(y)}. Where {@code g(x)} is undefined the whole is so too, as in OPA; modules that import {@code
 * future.keywords.not} have it the other way.
 */
final class NestedCalls {
  private final Scope scope;
  private final Supplier<String> names;
  private final List<Expr> before;

  /**
   * @param names names for new variables
   * @param before takes the expressions that come before the negated one
   */
  NestedCalls(Scope scope, Supplier<String> names, List<Expr> before) {
    this.scope = scope;
    this.names = names;
    this.before = before;
  }

  /** The expression with variables for the calls in it. */
  Expr outOf(Expr expr) {
    return switch (expr) {
      case Resolved.Test(Resolved.Call call, var location) ->
          new Resolved.Test(Parts.arguments(call, this::flat), location);
      case Resolved.Test e -> new Resolved.Test(flat(e.term()), e.location());
      case Resolved.Unify(Resolved.Call call, Term right, var location, var assigned)
          when call.resultWritten() ->
          new Resolved.Unify(Parts.arguments(call, this::flat), flat(right), location, assigned);
      case Resolved.Unify e ->
          new Resolved.Unify(flat(e.left()), flat(e.right()), e.location(), e.assigned());
      case Resolved.Not e -> e;
      case Resolved.NotBody e -> e;
      case Resolved.Logical e -> e;
      case Resolved.Every e -> e;
      case Resolved.SomeIn e -> e;
      case Resolved.With e -> e;
    };
  }

  private Term flat(Term term) {
    if (!(term instanceof Resolved.Call call)) {
      return Parts.map(term, this::flat);
    }
    Resolved.Call flat = Parts.arguments(call, this::flat);
    var result = new Local(scope.declare(names.get(), Scope.Kind.DECLARED), call.location());
    before.add(new Resolved.Unify(result, flat, call.location(), true));
    return result;
  }

  /** Whether the call is {@code a == b}. */
  static boolean isEquality(Resolved.Call call) {
    return call.callee() instanceof Resolved.BuiltinCallee(Declaration declaration)
        && declaration.name().equals("equal");
  }
}
