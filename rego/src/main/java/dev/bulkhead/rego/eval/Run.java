package dev.bulkhead.rego.eval;

/** One run of a body: its steps, and who takes the solutions. */
final class Run {

  /** Takes a solution; true = seen enough. */
  interface Sink {
    boolean accept(Frame frame);
  }

  private final Op[] ops;
  private final Sink sink;

  Run(Op[] ops, Sink sink) {
    this.ops = ops;
    this.sink = sink;
  }

  /** Runs the steps from an index on. Returns whether the sink has seen enough. */
  boolean from(Frame frame, int start) {
    int at = start;
    while (at < ops.length) {
      frame.context.session.step();
      int result = ops[at].execute(frame, this, at + 1);
      if (result != Op.NEXT) {
        return result == Op.STOP;
      }
      at++;
    }
    // A solution is a step too: the last iteration of a body has no steps behind it to count.
    frame.context.session.step();
    return sink.accept(frame);
  }
}
