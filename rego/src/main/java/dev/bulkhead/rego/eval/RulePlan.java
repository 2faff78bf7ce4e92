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
    Frame frame = new Frame(frameSize, context);
    var defined = new boolean[1];
    steps.run(
        frame,
        f -> {
          Value v = value.value(f);
          Value[] keys = keys(f);
          if (v != null && keys != null) {
            taker.take(keys, v);
            defined[0] = true;
          }
          return false;
        });
    if (!defined[0] && otherwise != null) {
      otherwise.forEach(context, taker);
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
    var found = new @Nullable Value[] {before};
    var defined = new boolean[1];
    steps.run(
        frame,
        f -> {
          Value v = value.value(f);
          if (v == null) {
            return false;
          }
          Value known = found[0];
          if (known != null && !known.equals(v)) {
            throw EvalException.conflict(group.conflict(), location);
          }
          found[0] = v;
          defined[0] = true;
          return value.constant() != null;
        });
    if (defined[0]) {
      return found[0];
    }
    return otherwise == null ? null : otherwise.single(context, args, before, group);
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
