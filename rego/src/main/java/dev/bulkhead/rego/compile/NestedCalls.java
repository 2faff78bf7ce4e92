package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Declaration;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Local;
import dev.bulkhead.rego.compile.Resolved.Term;
import java.util.ArrayList;
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
          new Resolved.Test(arguments(call), location);
      case Resolved.Test e -> new Resolved.Test(flat(e.term()), e.location());
      case Resolved.Unify(Resolved.Call call, Term right, var location, var assigned)
          when call.resultWritten() ->
          new Resolved.Unify(arguments(call), flat(right), location, assigned);
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

  private Resolved.Call arguments(Resolved.Call call) {
    return new Resolved.Call(
        call.callee(), all(call.args()), call.location(), call.resultWritten());
  }

  private List<Term> all(List<Term> terms) {
    var out = new ArrayList<Term>(terms.size());
    terms.forEach(t -> out.add(flat(t)));
    return out;
  }

  private Term flat(Term term) {
    return switch (term) {
      case Resolved.Call call -> {
        Resolved.Call flat = arguments(call);
        var result = new Local(scope.declare(names.get(), Scope.Kind.DECLARED), call.location());
        before.add(new Resolved.Unify(result, flat, call.location(), true));
        yield result;
      }
      case Resolved.Ref r -> new Resolved.Ref(flat(r.head()), all(r.path()), r.location());
      case Resolved.Input i -> new Resolved.Input(all(i.path()), i.location());
      case Resolved.Data d -> new Resolved.Data(all(d.path()), d.location());
      case Resolved.Array a -> new Resolved.Array(all(a.items()));
      case Resolved.SetOf s -> new Resolved.SetOf(all(s.items()));
      case Resolved.Obj o -> new Resolved.Obj(all(o.keys()), all(o.values()));
      case Resolved.Const c -> c;
      case Local l -> l;
      case Resolved.Comprehension c -> c;
      case Resolved.Template t -> t;
    };
  }

  /** Whether the call is {@code a == b}. */
  static boolean isEquality(Resolved.Call call) {
    return call.callee() instanceof Resolved.BuiltinCallee(Declaration declaration)
        && declaration.name().equals("equal");
  }
}
