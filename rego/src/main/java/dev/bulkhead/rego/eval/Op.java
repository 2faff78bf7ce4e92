package dev.bulkhead.rego.eval;

/**
 * A step of a body. A filter either holds or not; an iteration runs the rest of the body once for
 * each of its solutions.
 */
public abstract class Op {
  static final int FAIL = 0;
  static final int NEXT = 1;
  static final int STOP = 2;

  /**
   * Executes the step.
   *
   * @param run the body's run, through which an iteration runs the steps from {@code next} on
   * @return {@link #NEXT} to go on behind this step; {@link #FAIL} where there is nothing (more)
   *     this way; {@link #STOP} where whoever runs the body has seen enough
   */
  abstract int execute(Frame frame, Run run, int next);

  static int result(boolean holds) {
    return holds ? NEXT : FAIL;
  }
}
