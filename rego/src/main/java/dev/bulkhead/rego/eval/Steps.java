package dev.bulkhead.rego.eval;

import java.util.List;

/** A planned body. */
public final class Steps {
  private static final Run.Sink FIRST = frame -> true;

  private final Op[] ops;

  public Steps(List<Op> ops) {
    this.ops = ops.toArray(Op[]::new);
  }

  /** Gives each solution to the sink until it has seen enough; returns whether it had. */
  boolean run(Frame frame, Run.Sink sink) {
    return new Run(ops, sink).from(frame, 0);
  }

  /** Whether there is a solution. */
  boolean holds(Frame frame) {
    return run(frame, FIRST);
  }
}
