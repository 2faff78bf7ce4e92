package dev.bulkhead.rego;

import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.Evaluation;
import dev.bulkhead.rego.eval.QueryPlan;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.eval.QueryPlan.Solution;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A query that can be evaluated any number of times, from any number of threads. */
public final class PreparedQuery implements Query {
  private final QueryPlan captured;
  private final Supplier<QueryPlan> planner;
  private volatile @Nullable QueryPlan plain;

  /**
   * @param captured keeps the values of the query's expressions
   * @param planner makes the plan that does not, which most queries never need
   */
  PreparedQuery(QueryPlan captured, Supplier<QueryPlan> planner) {
    this.captured = captured;
    this.planner = planner;
  }

  /** The solutions for which every expression holds. */
  public List<Solution> solutions(Request request) {
    QueryPlan plan = plain;
    if (plan == null) {
      plan = planner.get();
      plain = plan;
    }
    return plan.solve(request);
  }

  /**
   * The solutions for which every expression is defined, with its value, as {@code opa eval} shows
   * them.
   */
  @Override
  public List<Solution> results(Request request) {
    return captured.solve(request);
  }

  /** The value of a query of one expression; null where it is undefined. */
  @Override
  public @Nullable Value value(Request request) {
    return captured.value(request);
  }

  /** The same as part of an evaluation of several queries. */
  public @Nullable Value value(Evaluation evaluation) {
    return captured.value(evaluation);
  }

  /** The same with nothing but an input and data. */
  @Override
  public @Nullable Value value(@Nullable Value input, DataSet data) {
    return captured.value(Request.of(input, data));
  }
}
