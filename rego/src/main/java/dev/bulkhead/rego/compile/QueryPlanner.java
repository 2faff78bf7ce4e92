package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.eval.QueryPlan;
import dev.bulkhead.rego.syntax.Body;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Plans a query: a body whose variables are its result. */
final class QueryPlanner {
  private final Resolver resolver;
  private final boolean captured;
  private final @Nullable RuleTypes types;
  private final Documents documents;
  private final BodyPlanner planner;

  /**
   * @param types the types of the program's rules; null where types are not checked
   */
  QueryPlanner(Program program, Resolver resolver, boolean captured, @Nullable RuleTypes types) {
    this.resolver = resolver;
    this.captured = captured;
    this.types = types;
    this.documents = new Documents(program.root());
    this.planner = new BodyPlanner(documents, program.instrumented());
  }

  QueryPlan plan(Body query) {
    Scope scope = resolver.scope(null);
    Resolved.Body resolved = resolver.body(query, scope);
    resolver.checkUsed(scope);
    resolver.finish();
    var values = new ArrayList<Integer>();
    Resolved.Body body = captured ? capture(resolved, values) : resolved;
    planner.body(body);
    Map<String, Integer> variables = new LinkedHashMap<>();
    body.exprs()
        .forEach(e ->
            Variables.visit(
                e,
                (variable, location) -> {
                  if (isResult(variable, scope)) {
                    variables.put(variable.name, planner.slot(variable));
                  }
                }));
    documents.dependencies().reads();
    checkTypes(resolved);
    return new QueryPlan(planner.steps(), planner.frameSize(), variables, values);
  }

  private void checkTypes(Resolved.Body query) {
    if (types != null) {
      List<RegoError> errors = types.check(query);
      if (!errors.isEmpty()) {
        throw new RegoException(errors);
      }
    }
  }

  private boolean isResult(Variable variable, Scope scope) {
    return variable.scope == scope.id()
        && !variable.name.startsWith("$")
        && planner.bound().contains(variable);
  }

  /** Keeps the value of each plain expression instead of testing it. */
  private Resolved.Body capture(Resolved.Body body, List<Integer> values) {
    var exprs = new ArrayList<Expr>();
    for (Expr expr : body.exprs()) {
      var variable = new Variable("$value" + exprs.size(), body.scope());
      Expr kept = kept(expr, variable);
      values.add(kept == null ? -1 : planner.slot(variable));
      exprs.add(kept == null ? expr : kept);
    }
    return new Resolved.Body(body.scope(), exprs);
  }

  /** The expression with its value kept in a variable; null where it has none but {@code true}. */
  private static @Nullable Expr kept(Expr expr, Variable variable) {
    if (expr instanceof Resolved.Test(Resolved.Term term, var location)) {
      return new Resolved.Unify(new Resolved.Local(variable, location), term, location);
    }
    if (expr instanceof Resolved.With(var modifications, Expr inner, var location)) {
      Expr kept = kept(inner, variable);
      return kept == null ? null : new Resolved.With(modifications, kept, location);
    }
    return null;
  }
}
