package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A planned rule.
 *
 * @param frameSize how many variables its body has; arguments come first
 * @param steps the body; for functions it begins with matching the arguments
 * @param path what stands in the brackets of the head: {@code [x]} in {@code p[x].q := 1}, for
 *     OBJECT groups
 * @param value the value, or the member of a multi-value rule
 * @param otherwise the {@code else} branch; null where there is none
 * @param multiValue whether the head has {@code contains}
 * @param decides whether no later rule of the group can give another value, so that one solution is
 *     enough
 */
public record RulePlan(
    Location location,
    int frameSize,
    Steps steps,
    List<Operand> path,
    Operand value,
    @Nullable RulePlan otherwise,
    boolean multiValue,
    boolean decides) {

  /** Takes what a solution makes. */
  interface Taker {
    void take(Value[] path, Value value);
  }

  void forEach(Context context, Taker taker) {
    var each = new Each(this, taker);
    steps.run(new Frame(frameSize, context), each);
    if (!each.defined && otherwise != null) {
      otherwise.forEach(context, taker);
    }
  }

  /** Gives what each solution makes to a taker. */
  private static final class Each implements Run.Sink {
    private final RulePlan plan;
    private final Taker taker;
    private boolean defined;

    Each(RulePlan plan, Taker taker) {
      this.plan = plan;
      this.taker = taker;
    }

    @Override
    public boolean accept(Frame frame) {
      Value made = plan.value.value(frame);
      Value[] keys = plan.keys(frame);
      if (made != null && keys != null) {
        taker.take(keys, made);
        defined = true;
      }
      return false;
    }
  }

  private Value @Nullable [] keys(Frame frame) {
    var out = new Value[path.size()];
    for (int i = 0; i < out.length; i++) {
      Value key = path.get(i).value(frame);
      if (key == null) {
        return null;
      }
      out[i] = key;
    }
    return out;
  }

  /**
   * The value of a complete rule or function.
   *
   * @param before what an earlier rule gave; another value is a conflict
   * @param group the rules that it belongs to
   */
  @Nullable Value single(Context context, Value[] args, @Nullable Value before, RuleGroup group) {
    Frame frame = new Frame(frameSize, context);
    System.arraycopy(args, 0, frame.slots, 0, args.length);
    var only = new Only(this, before, group);
    steps.run(frame, only);
    if (only.defined) {
      return only.found;
    }
    return otherwise == null ? null : otherwise.single(context, args, before, group);
  }

  /** Keeps the one value that all solutions must make. */
  private static final class Only implements Run.Sink {
    private final RulePlan plan;
    private final RuleGroup group;
    private @Nullable Value found;
    private boolean defined;

    Only(RulePlan plan, @Nullable Value before, RuleGroup group) {
      this.plan = plan;
      this.found = before;
      this.group = group;
    }

    @Override
    public boolean accept(Frame frame) {
      Value made = plan.value.value(frame);
      if (made == null) {
        return false;
      }
      if (found != null && !found.equals(made)) {
        throw EvalException.conflict(group.conflict(), plan.location);
      }
      found = made;
      defined = true;
      return plan.value.constant() != null;
    }
  }

  /** The value where it is a constant and there is no other branch; null otherwise. */
  public @Nullable Value constantValue() {
    return otherwise == null ? value.constant() : null;
  }

  /** This rule, where one solution decides the group. */
  public RulePlan asDeciding() {
    return new RulePlan(location, frameSize, steps, path, value, otherwise, multiValue, true);
  }
}
