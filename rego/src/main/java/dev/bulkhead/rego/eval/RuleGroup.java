package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.HashSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All rules of one name: what {@code data.package.name} is, or a function. Planned when first
 * needed.
 */
public final class RuleGroup {

  /** What the rules make together. */
  public enum Kind {
    COMPLETE,
    SET,
    OBJECT,
    FUNCTION
  }

  /**
   * The planned rules of a group.
   *
   * @param defaults the default rules; more than one only where the group is an object, for several
   *     of its keys
   */
  public record Plan(List<RulePlan> rules, List<RulePlan> defaults, DataReads reads) {}

  private static final Value[] NO_ARGUMENTS = {};

  private final List<Value> path;
  private final Kind kind;
  private final Location location;
  private final Supplier<Plan> planner;
  private volatile @Nullable Plan plan;
  private volatile DataSet.@Nullable Result withoutData;

  /**
   * @param path below {@code data}
   * @param planner plans the rules when first needed; it may be called by several threads at once
   *     and then gives them all the same plan
   */
  public RuleGroup(List<Value> path, Kind kind, Location location, Supplier<Plan> planner) {
    this.path = path;
    this.kind = kind;
    this.location = location;
    this.planner = planner;
  }

  public Kind kind() {
    return kind;
  }

  public Location location() {
    return location;
  }

  public String name() {
    return "data."
        + path.stream().map(p -> ((StringValue) p).value()).collect(Collectors.joining("."));
  }

  List<Value> path() {
    return path;
  }

  /** The plan; made on the first call. */
  public Plan plan() {
    // No lock is held here: the planner has one of its own, and plans other groups under it.
    Plan p = plan;
    if (p == null) {
      p = planner.get();
      plan = p;
    }
    return p;
  }

  /** The plan where it has been made already. */
  public @Nullable Plan planned() {
    return plan;
  }

  /** Keeps the plan that the planner made. */
  public void keep(Plan made) {
    plan = made;
  }

  /** The result over {@link DataSet#EMPTY}, where the rule reads no input; null until known. */
  DataSet.@Nullable Result withoutData() {
    return withoutData;
  }

  void keepWithoutData(DataSet.Result result) {
    withoutData = result;
  }

  DataReads reads() {
    return plan().reads();
  }

  /** The value of the rules in a context, or null where they are undefined. */
  @Nullable Value value(Context context) {
    DataSet.Result known = context.rule(this);
    Probe probe = context.session.probe;
    if (known != null) {
      if (probe != null) {
        probe.known(this, List.of());
      }
      return known.value();
    }
    context.session.enter();
    try {
      if (probe != null) {
        probe.begin(this, List.of());
      }
      Value value = compute(context);
      context.keep(this, value);
      if (probe != null) {
        probe.end(this, List.of());
      }
      return value;
    } finally {
      context.session.leave();
    }
  }

  private @Nullable Value compute(Context context) {
    return switch (kind) {
      case COMPLETE -> complete(context, NO_ARGUMENTS);
      case SET -> set(context);
      case OBJECT -> object(context);
      case FUNCTION -> null;
    };
  }

  /** Calls the function; null where it is undefined for the arguments. */
  @Nullable Value call(Context context, Value[] args) {
    DataSet.Result known = context.call(this, args);
    Probe probe = context.session.probe;
    if (known != null) {
      if (probe != null) {
        probe.known(this, List.of(args));
      }
      return known.value();
    }
    context.session.enter();
    try {
      if (probe != null) {
        probe.begin(this, List.of(args));
      }
      Value value = complete(context, args);
      context.keep(this, args, value);
      if (probe != null) {
        probe.end(this, List.of(args));
      }
      return value;
    } finally {
      context.session.leave();
    }
  }

  private @Nullable Value complete(Context context, Value[] args) {
    Plan p = plan();
    Value result = null;
    for (RulePlan rule : p.rules()) {
      Value value = rule.single(context, args, result, this);
      if (value != null) {
        result = value;
        if (rule.decides()) {
          break;
        }
      }
    }
    if (result == null && !p.defaults().isEmpty()) {
      return p.defaults().getFirst().single(context, args, null, this);
    }
    return result;
  }

  /** What is wrong where the rules give two values: in the words of OPA 1.14, and of 1.22. */
  String conflict() {
    return kind == Kind.FUNCTION
        ? "functions must not produce multiple outputs for same inputs: function "
            + name()
            + " produced conflicting values for the same inputs"
        : "complete rules must not produce multiple outputs: rule "
            + name()
            + " produced conflicting values";
  }

  private Value set(Context context) {
    var members = new HashSet<Value>();
    for (RulePlan rule : plan().rules()) {
      rule.forEach(
          context,
          (path, value) -> {
            members.add(value);
          });
    }
    return SetValue.wrap(members);
  }

  private @Nullable Value object(Context context) {
    var builder = new DocumentBuilder();
    for (RulePlan rule : plan().rules()) {
      rule.forEach(
          context, (path, value) -> builder.put(path, value, rule.multiValue(), rule.location()));
    }
    Value whole = null;
    for (RulePlan rule : plan().defaults()) {
      if (!rule.path().isEmpty()) {
        rule.forEach(context, builder::putIfAbsent);
      } else if (builder.isEmpty()) {
        whole = rule.single(context, new Value[0], null, this);
      }
    }
    return whole != null && builder.isEmpty() ? whole : builder.build();
  }

  @Override
  public String toString() {
    return name();
  }
}
