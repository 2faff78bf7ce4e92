package dev.bulkhead.rego;

import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.eval.QueryPlan.Solution;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that can be asked any number of times, from any number of threads: of a policy that
 * was compiled from source ({@link PreparedQuery}) or elsewhere.
 */
public interface Query {

  /**
   * The solutions for which every expression is defined, with its value.
   *
   * @throws RegoException where the evaluation fails or uses up its budget
   */
  List<Solution> results(Request request);

  /** The value of a query of one expression; null where it is undefined. */
  @Nullable Value value(Request request);

  /** The same with nothing but an input and data. */
  default @Nullable Value value(@Nullable Value input, DataSet data) {
    return value(Request.of(input, data));
  }
}
