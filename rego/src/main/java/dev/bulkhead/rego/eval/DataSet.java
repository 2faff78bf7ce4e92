package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The base documents below {@code data}, with the results of rules that depend on nothing else.
 * Share one between evaluations, also of several threads: what one computed the others need not.
 */
public final class DataSet {
  public static final DataSet EMPTY = of(ObjectValue.EMPTY);

  private final ObjectValue root;
  private final @Nullable DataSet parent;
  private final Set<Value> overlaid;

  /**
   * Calls of functions whose results are kept; what is called with more texts is worked out anew.
   */
  private static final int MOST_CALLS = 10_000;

  private final Map<RuleGroup, Result> results = new ConcurrentHashMap<>();
  private final Map<Context.CallKey, Result> calls = new ConcurrentHashMap<>();

  private DataSet(ObjectValue root, @Nullable DataSet parent, Set<Value> overlaid) {
    this.root = root;
    this.parent = parent;
    this.overlaid = overlaid;
  }

  /** A rule's result; {@code value} is null where the rule is undefined. */
  record Result(@Nullable Value value) {}

  public static DataSet of(ObjectValue root) {
    return new DataSet(root, null, Set.of());
  }

  /**
   * These documents with one top-level document replaced. Results that do not read it are still
   * shared with this data set.
   */
  public DataSet with(String name, Value document) {
    var entries = new LinkedHashMap<>(root.entries());
    Value key = StringValue.of(name);
    entries.put(key, document);
    return new DataSet(ObjectValue.wrap(entries), this, Set.of(key));
  }

  public ObjectValue root() {
    return root;
  }

  @Nullable Result cached(RuleGroup group) {
    DataSet owner = owner(group);
    return owner == EMPTY ? group.withoutData() : owner.results.get(group);
  }

  /** The rule itself keeps what it is without data: {@link #EMPTY} would keep it for ever. */
  void cache(RuleGroup group, @Nullable Value value) {
    DataSet owner = owner(group);
    var result = new Result(value);
    if (owner == EMPTY) {
      group.keepWithoutData(result);
    } else {
      owner.results.put(group, result);
    }
  }

  @Nullable Result cached(RuleGroup function, Context.CallKey call) {
    return owner(function).calls.get(call);
  }

  /** Keeps a call's result where there is room; whether it is kept. */
  boolean cache(RuleGroup function, Context.CallKey call, Result result) {
    Map<Context.CallKey, Result> kept = owner(function).calls;
    if (kept.size() >= MOST_CALLS) {
      return false;
    }
    kept.put(call, result);
    return true;
  }

  /** The oldest data set that reads the same for the rule. */
  private DataSet owner(RuleGroup group) {
    DataSet owner = this;
    while (owner.parent != null && !group.reads().intersects(owner.overlaid)) {
      owner = owner.parent;
    }
    return owner;
  }
}
