package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.eval.QueryPlan.Request;

/**
 * One input and one set of data of which several queries are asked, one after the other: what a
 * rule gave to one need not be computed for the others. The budget is that of each query. For one
 * thread, and not to be used again after a query that failed.
 */
public final class Evaluation {
  private final Context context;

  private Evaluation(Context context) {
    this.context = context;
  }

  public static Evaluation of(Request request) {
    var session =
        new Context.Session(
            request.budget(),
            request.clock(),
            request.random(),
            request.probe(),
            request.strictBuiltinErrors());
    return new Evaluation(
        new Context(request.input(), request.data().root(), session, request.data(), null, null));
  }

  /** A frame for the next query. */
  Frame frame(int size) {
    context.session.begin();
    return new Frame(size, context);
  }
}
