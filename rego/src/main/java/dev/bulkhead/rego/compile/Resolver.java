package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.builtins.BuiltinRegistry;
import dev.bulkhead.rego.builtins.Declaration;
import dev.bulkhead.rego.compile.Resolved.Callee;
import dev.bulkhead.rego.compile.Resolved.Const;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.syntax.Body;
import dev.bulkhead.rego.syntax.Expr;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.syntax.Term;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names of one rule or query: what is a variable of which scope, what a document, what
 * a function. Gathers errors; {@link #finish()} throws them.
 */
final class Resolver {
  private final Names names;
  private final Functions functions;
  private final TermResolver terms;
  private final StrictChecks strictly;
  private final List<RegoError> errors = new ArrayList<>();
  private final Set<Variable> used = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The assignment at hand: where an unused variable of its pattern is reported. */
  private @Nullable Location assignment;

  private int scopes;
  private int hoisted;

  /**
   * @param functionArity parameters of the function at a path below data; null where there is none
   * @param metadata the value of {@code rego.metadata.rule} and {@code rego.metadata.chain} for the
   *     rule at hand
   * @param strict whether assigned variables must be used
   */
  Resolver(
      Names names,
      BuiltinRegistry builtins,
      Function<List<String>, @Nullable Integer> functionArity,
      Function<String, @Nullable Value> metadata,
      boolean strict) {
    this.names = names;
    this.functions = new Functions(names, builtins, functionArity);
    this.terms = new TermResolver(this, names, functions, metadata);
    this.strictly = new StrictChecks(strict);
  }

  /**
   * Ends the resolution of a rule.
   *
   * @throws RegoException with the errors found
   */
  void finish() {
    if (!errors.isEmpty()) {
      throw new RegoException(errors);
    }
  }

  void error(String code, String message, Location location) {
    errors.add(RegoError.of(code, message, location));
  }

  Scope scope(@Nullable Scope parent) {
    return new Scope(parent, scopes++);
  }

  UndeclaredNames undeclared(Scope scope) {
    return new UndeclaredNames(names, scope, functions::isBuiltin);
  }

  Resolved.Term term(Term term, Scope scope) {
    return terms.term(term, scope);
  }

  Resolved.Term argument(Term term, Scope scope) {
    return terms.argument(term, scope);
  }

  /** Resolves a body in a scope made for it. */
  Resolved.Body body(Body body, Scope scope) {
    undeclared(scope).collect(body);
    var exprs = new ArrayList<Resolved.Expr>(body.exprs().size());
    for (Expr expr : body.exprs()) {
      expr(expr, scope, exprs);
    }
    return new Resolved.Body(scope.id(), exprs);
  }

  /** Reports what a scope declares and nothing uses; to be called when all of it is resolved. */
  void checkUsed(Scope scope) {
    strictly.check(scope, used, errors);
  }

  private void expr(Expr expr, Scope scope, List<Resolved.Expr> out) {
    Location location = expr.location();
    switch (expr) {
      case Expr.SomeDecl e -> declare(e, scope);
      case Expr.SomeIn e -> out.add(modified(someIn(e, scope), e.withs(), scope));
      case Expr.Every e -> out.add(modified(every(e, scope), e.withs(), scope));
      case Expr.Not e -> out.add(modified(not(e, scope), e.withs(), scope));
      case Expr.Logical e -> out.add(modified(logical(e, scope), e.withs(), scope));
      case Expr.TermExpr e -> {
        if (!e.negated()) {
          out.add(modified(positive(e.term(), scope, location), e.withs(), scope));
        } else {
          negated(e, scope, out);
        }
      }
    }
  }

  private Resolved.Expr someIn(Expr.SomeIn e, Scope scope) {
    Resolved.Term domain = term(e.domain(), scope);
    var seen = new ArrayList<String>();
    Location at = e.location();
    Resolved.Term key = e.key() == null ? null : terms.pattern(e.key(), scope, seen, at);
    return new Resolved.SomeIn(key, terms.pattern(e.value(), scope, seen, at), domain, at);
  }

  private void negated(Expr.TermExpr e, Scope scope, List<Resolved.Expr> out) {
    if (isAssignment(e.term())) {
      error(RegoError.COMPILE, "cannot assign vars inside negated expression", e.location());
      return;
    }
    var before = new ArrayList<Resolved.Expr>();
    Resolved.Expr inner = positive(e.term(), scope, e.location());
    Resolved.Expr flat = new NestedCalls(scope, () -> "$call" + hoisted++, before).outOf(inner);
    before.forEach(call -> out.add(modified(call, e.withs(), scope)));
    out.add(modified(new Resolved.Not(flat, e.location()), e.withs(), scope));
  }

  /** What stands for an expression that is in error. */
  private static Resolved.Expr holds(Location location) {
    return new Resolved.Test(new Const(BooleanValue.TRUE), location);
  }

  private static boolean isAssignment(Term term) {
    return term instanceof Term.Call call && infix(call).equals("assign");
  }

  private Resolved.Expr not(Expr.Not e, Scope scope) {
    if (!e.explicit() && holdsAssignment(e.body())) {
      error(RegoError.COMPILE, "cannot assign vars inside negated expression", e.location());
      return holds(e.location());
    }
    return new Resolved.NotBody(operand(e.body(), e.explicit(), scope), e.location());
  }

  private static boolean holdsAssignment(Body body) {
    return body.exprs().stream()
        .anyMatch(x -> x instanceof Expr.TermExpr t && isAssignment(t.term()));
  }

  private Resolved.Expr logical(Expr.Logical e, Scope scope) {
    return new Resolved.Logical(
        e.operator() == Expr.Operator.AND,
        operand(e, e.left(), scope),
        operand(e, e.right(), scope),
        e.location());
  }

  private Resolved.Body operand(Expr.Logical e, Expr.Operand operand, Scope scope) {
    if (!operand.explicit() && holdsAssignment(operand.body())) {
      String name = e.operator() == Expr.Operator.AND ? "and" : "or";
      error(
          RegoError.COMPILE,
          "cannot assign vars inside implicit " + name + " operand",
          operand.location());
      return new Resolved.Body(scope.id(), List.of(holds(operand.location())));
    }
    return operand(operand.body(), operand.explicit(), scope);
  }

  /**
   * A body inside an expression. One in braces has variables of its own; those of one without are
   * the outer body's.
   */
  private Resolved.Body operand(Body body, boolean explicit, Scope scope) {
    Scope inside = scope(scope);
    if (explicit) {
      inside.ofLogic();
      Resolved.Body resolved = body(body, inside);
      checkUsed(inside);
      return resolved;
    }
    var exprs = new ArrayList<Resolved.Expr>();
    body.exprs().forEach(x -> expr(x, scope, exprs));
    return new Resolved.Body(inside.id(), exprs);
  }

  /** The names {@code input} and {@code data} cannot be those of rules or parameters. */
  void checkHead(Rule rule) {
    String name = rule.head().name();
    if (Names.isRoot(name)) {
      error(
          RegoError.COMPILE,
          "rules must not shadow " + name + " (use a different rule name)",
          rule.location());
    }
    List<Term> args = rule.head().args();
    for (Term arg : args == null ? List.<Term>of() : args) {
      if (arg instanceof Term.Var v && Names.isRoot(v.name())) {
        error(
            RegoError.COMPILE,
            "args must not shadow " + v.name() + " (use a different variable name)",
            rule.location());
      }
    }
  }

  /**
   * Reports parameters that no branch of a function uses, in strict mode. Two of the same name are
   * used: they must be equal.
   */
  void checkArguments(ResolvedRule rule) {
    Set<String> names = new LinkedHashSet<>();
    Set<String> seen = new HashSet<>();
    for (ResolvedRule branch = rule; branch != null; branch = branch.otherwise()) {
      Set<String> before = new HashSet<>();
      for (Resolved.Term arg : branch.args()) {
        Variables.visit(
            arg,
            (variable, location) -> {
              boolean compared = !before.add(variable.name);
              (compared || used.contains(variable) ? seen : names).add(variable.name);
            });
      }
    }
    names.removeAll(seen);
    strictly.arguments(names, rule.member().rule().head().location(), errors);
  }

  Variable use(Variable variable) {
    used.add(variable);
    return variable;
  }

  /** Declares a variable of a pattern. */
  Variable declare(Term.Var v, Scope scope, Scope.Kind kind, Location at) {
    Scope.Kind known = scope.kind(v.name());
    if (known != null) {
      error(RegoError.COMPILE, known.again(v.name()), at);
      Variable before = scope.find(v.name());
      if (before != null) {
        use(before);
      }
      return use(scope.declare(v.name(), kind));
    }
    if (Names.isRoot(v.name()) && kind == Scope.Kind.ASSIGNED) {
      error(
          RegoError.COMPILE,
          "variables must not shadow " + v.name() + " (use a different variable name)",
          at);
    }
    Variable variable = scope.declare(v.name(), kind);
    if (kind == Scope.Kind.ASSIGNED) {
      strictly.assigned(scope, variable, assignment == null ? at : assignment);
    }
    return variable;
  }

  private void declare(Expr.SomeDecl declaration, Scope scope) {
    for (Term.Var v : declaration.vars()) {
      boolean again = scope.kind(v.name()) != null;
      Variable variable = declare(v, scope, Scope.Kind.DECLARED, declaration.location());
      if (!again) {
        strictly.declared(scope, variable, declaration.location());
      }
    }
  }

  private Resolved.Expr every(Expr.Every e, Scope scope) {
    Resolved.Term domain = term(e.domain(), scope);
    Scope inside = scope(scope);
    Variable key = null;
    if (e.key() instanceof Term.Var k) {
      key = inside.declare(k.name(), Scope.Kind.DECLARED);
      strictly.ofEvery(inside, key, e.body().location());
    }
    String name = e.value() instanceof Term.Var v ? v.name() : "$value";
    Variable value = inside.declare(name, Scope.Kind.DECLARED);
    strictly.ofEvery(inside, value, e.body().location());
    Scope bodyScope = scope(inside);
    bodyScope.ofLogic();
    Resolved.Body body = body(e.body(), bodyScope);
    checkUsed(bodyScope);
    checkUsed(inside);
    return new Resolved.Every(key, value, domain, e.domain().location(), body, e.location());
  }

  /** An expression without {@code not} and modifiers. */
  private Resolved.Expr positive(Term term, Scope scope, Location location) {
    if (term instanceof Term.Call call && call.args().size() == 2) {
      String operator = infix(call);
      if (operator.equals("eq")) {
        Resolved.Term left = term(call.args().get(0), scope);
        return new Resolved.Unify(left, term(call.args().get(1), scope), location);
      }
      if (operator.equals("assign")) {
        Resolved.Term value = term(call.args().get(1), scope);
        assignment = location;
        Resolved.Term pattern = terms.pattern(call.args().get(0), scope, null, null);
        return new Resolved.Unify(pattern, value, location, true);
      }
    }
    Resolved.Term resolved =
        term instanceof Term.Call call ? terms.call(call, scope, true) : term(term, scope);
    if (resolved instanceof Resolved.Call call
        && call.args().size() == functions.arity(call.callee()) + 1) {
      List<Resolved.Term> args = call.args();
      return new Resolved.Unify(
          new Resolved.Call(call.callee(), args.subList(0, args.size() - 1), call.location(), true),
          args.getLast(),
          location);
    }
    return new Resolved.Test(resolved, location);
  }

  private static String infix(Term.Call call) {
    return call.operator() instanceof Term.Var v ? v.name() : "";
  }

  /**
   * Checks how many arguments a call has.
   *
   * @param alone whether the last may stand for the result
   */
  void checkArity(Callee callee, List<Resolved.Term> args, boolean alone, Location location) {
    int given = args.size();
    if (callee instanceof Resolved.BuiltinCallee(Declaration declaration)) {
      strictly.call(declaration.name(), location, errors);
    }
    int arity = functions.arity(callee);
    if (given == arity || (alone && given == arity + 1) || arity == Integer.MAX_VALUE - 1) {
      return;
    }
    switch (callee) {
      case Resolved.RuleCallee r ->
          error(
              RegoError.TYPE,
              "function data."
                  + String.join(".", r.path())
                  + " has arity "
                  + arity
                  + ", got "
                  + given
                  + (given == 1 ? " argument" : " arguments"),
              location);
      case Resolved.BuiltinCallee b ->
          errors.add(TypeErrors.arity(b.declaration(), args, !alone, location));
    }
  }

  /** The expression under its modifiers. */
  Resolved.Expr modified(Resolved.Expr expr, List<Expr.With> withs, Scope scope) {
    if (withs.isEmpty()) {
      return expr;
    }
    var modifications = new ArrayList<Resolved.Modification>();
    for (Expr.With with : withs) {
      modifications.add(modification(with, scope));
    }
    return new Resolved.With(modifications, expr, expr.location());
  }

  private Resolved.Modification modification(Expr.With with, Scope scope) {
    Resolved.Target target = target(with.target(), scope);
    Callee replacement =
        target instanceof Resolved.FunctionTarget ? functions.find(with.value(), scope) : null;
    Resolved.Term value =
        replacement == null ? term(with.value(), scope) : new Const(StringValue.of(""));
    return new Resolved.Modification(target, value, replacement, with.location());
  }

  private Resolved.Target target(Term term, Scope scope) {
    Callee function = functions.find(term, scope);
    if (function != null) {
      checkReplaceable(function, term.location());
      return new Resolved.FunctionTarget(function);
    }
    return switch (term(term, scope)) {
      case Resolved.Input i -> new Resolved.InputTarget(constants(i.path(), term.location()));
      case Resolved.Data d -> new Resolved.DataTarget(constants(d.path(), term.location()));
      default -> {
        error(
            RegoError.TYPE,
            "with keyword target must reference existing input, data, or a function",
            term.location());
        yield new Resolved.InputTarget(List.of());
      }
    };
  }

  private void checkReplaceable(Callee function, Location location) {
    if (function instanceof Resolved.BuiltinCallee b) {
      String problem =
          b.declaration().relation()
              ? "a relation"
              : b.declaration().name().equals("print") ? "a void function" : "";
      if (!problem.isEmpty()) {
        error(
            RegoError.COMPILE,
            "with keyword replacing built-in function: target must not be " + problem,
            location);
      }
    }
  }

  private List<Value> constants(List<Resolved.Term> path, Location location) {
    var out = new ArrayList<Value>();
    for (Resolved.Term key : path) {
      if (key instanceof Const c) {
        out.add(c.value());
      } else {
        error(RegoError.TYPE, "with keyword target must be static", location);
      }
    }
    return out;
  }
}
