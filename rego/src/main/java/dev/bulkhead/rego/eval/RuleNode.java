package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A node of the tree of virtual documents: packages within packages, rules as leaves. */
public final class RuleNode {
  private final List<Value> path;
  private final Map<Value, RuleNode> children = new LinkedHashMap<>();
  private @Nullable RuleGroup group;

  public RuleNode(List<Value> path) {
    this.path = path;
  }

  public RuleNode child(String name) {
    return children.computeIfAbsent(
        StringValue.of(name),
        key -> {
          var below = new ArrayList<>(path);
          below.add(key);
          return new RuleNode(List.copyOf(below));
        });
  }

  public List<Value> path() {
    return path;
  }

  public @Nullable RuleNode find(Value key) {
    return children.get(key);
  }

  public @Nullable RuleGroup group() {
    return group;
  }

  public void group(RuleGroup rules) {
    this.group = rules;
  }

  public boolean isLeaf() {
    return children.isEmpty();
  }

  public java.util.Collection<RuleNode> children() {
    return children.values();
  }

  /**
   * The document here: the base document with the rules' documents over it. Null where it is
   * undefined.
   */
  @Nullable Value document(Context context, @Nullable Value base) {
    Modifier.Overrides overrides = context.overrides;
    if (overrides != null && overrides.cover(path)) {
      return base;
    }
    Value value = virtual(context, base);
    return overrides == null ? value : overrides.patchBelow(path, value);
  }

  private @Nullable Value virtual(Context context, @Nullable Value base) {
    RuleGroup rules = group;
    if (rules != null && children.isEmpty()) {
      return rules.kind() == RuleGroup.Kind.FUNCTION ? base : merged(rules.value(context), base);
    }
    var out = new LinkedHashMap<Value, Value>();
    if (rules != null && rules.value(context) instanceof ObjectValue o) {
      out.putAll(o.entries());
    }
    children.forEach((key, child) -> {
      Value below = base == null ? null : Operands.member(base, key);
      Value value = child.document(context, below);
      if (value != null) {
        out.put(key, value);
      }
    });
    if (base instanceof ObjectValue o) {
      o.entries()
          .forEach((key, value) -> {
            if (!children.containsKey(key)) {
              out.merge(key, value, RuleNode::mergedValues);
            }
          });
      return ObjectValue.wrap(out);
    }
    return base == null ? ObjectValue.wrap(out) : base;
  }

  /** Two objects key by key; where rules and base documents both give a value, the base's stays. */
  private static @Nullable Value merged(@Nullable Value rules, @Nullable Value base) {
    if (base == null || rules == null) {
      return base == null ? rules : base;
    }
    if (!(rules instanceof ObjectValue r) || !(base instanceof ObjectValue b)) {
      return base;
    }
    var out = new LinkedHashMap<>(r.entries());
    b.entries().forEach((key, value) -> out.merge(key, value, RuleNode::mergedValues));
    return ObjectValue.wrap(out);
  }

  private static Value mergedValues(Value rules, Value base) {
    Value both = merged(rules, base);
    return both == null ? base : both;
  }

  /** The keys here, of base and virtual documents, in order. */
  TreeSet<Value> keys(@Nullable Value base) {
    var keys = new TreeSet<>(children.keySet());
    if (base instanceof ObjectValue o) {
      keys.addAll(o.entries().keySet());
    }
    return keys;
  }
}
