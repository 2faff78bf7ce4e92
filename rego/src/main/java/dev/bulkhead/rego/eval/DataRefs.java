package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** References below {@code data}. */
public final class DataRefs {
  private DataRefs() {}

  /** A base document; no rule stands on the path. */
  public static Operand base(List<Value> path) {
    return new Base(path.toArray(Value[]::new));
  }

  /** The document at a node of the rules' tree. */
  public static Operand node(RuleNode node, List<Value> path) {
    return new Node(node, path.toArray(Value[]::new));
  }

  /**
   * Walks down from a node along a path whose keys are known or to be found.
   *
   * @param keys the operand of each key; null where the key is to be found
   * @param slots where a key that is to be found goes
   * @param result where the document goes
   */
  public static Op walk(
      RuleNode node, List<Value> path, List<@Nullable Operand> keys, int[] slots, int result) {
    return new Walk(node, path.toArray(Value[]::new), keys, slots, result);
  }

  private static @Nullable Value base(Context context, Value[] path) {
    Value value = context.data;
    for (int i = 0; value != null && i < path.length; i++) {
      value = stored(value, path[i]);
    }
    return value;
  }

  /**
   * A member of a base document. OPA's store knows documents by paths of text: an integer finds the
   * key of that text in an object, and digits find the item of an array.
   */
  private static @Nullable Value stored(Value document, Value key) {
    Value found = Operands.member(document, key);
    if (found != null) {
      return found;
    }
    if (document instanceof ObjectValue o && key instanceof NumberValue n && n.isLong()) {
      return o.get(StringValue.of(Long.toString(n.longValue())));
    }
    if (document instanceof ArrayValue a && key instanceof StringValue s && isIndex(s.value())) {
      int index = Integer.parseInt(s.value());
      return index < a.size() ? a.get(index) : null;
    }
    return null;
  }

  private static boolean isIndex(String text) {
    return !text.isEmpty()
        && text.length() < 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** A member of a base document under a key that is known only at evaluation. */
  public static Operand member(Operand document, Operand key) {
    return new Member(document, key);
  }

  private static final class Member extends Operand {
    private final Operand document;
    private final Operand key;

    Member(Operand document, Operand key) {
      this.document = document;
      this.key = key;
    }

    @Override
    @Nullable Value value(Frame frame) {
      Value value = document.value(frame);
      Value k = value == null ? null : key.value(frame);
      return value == null || k == null ? null : stored(value, k);
    }
  }

  private static final class Base extends Operand {
    private final Value[] path;

    Base(Value[] path) {
      this.path = path;
    }

    @Override
    @Nullable Value value(Frame frame) {
      return base(frame.context, path);
    }
  }

  private static final class Node extends Operand {
    private final RuleNode node;
    private final Value[] path;

    /** The rules that are all there is here; null where the document has other parts. */
    private final @Nullable RuleGroup rules;

    Node(RuleNode node, Value[] path) {
      this.node = node;
      this.path = path;
      RuleGroup group = node.group();
      this.rules =
          group != null && node.isLeaf() && group.kind() != RuleGroup.Kind.FUNCTION ? group : null;
    }

    @Override
    @Nullable Value value(Frame frame) {
      Context context = frame.context;
      if (rules != null && context.overrides == null) {
        return rules.value(context);
      }
      return node.document(context, base(context, path));
    }
  }

  private static final class Walk extends Op {
    private final RuleNode node;
    private final Value[] path;
    private final List<@Nullable Operand> keys;
    private final int[] slots;
    private final int result;

    Walk(RuleNode node, Value[] path, List<@Nullable Operand> keys, int[] slots, int result) {
      this.node = node;
      this.path = path;
      this.keys = keys;
      this.slots = slots;
      this.result = result;
    }

    @Override
    int execute(Frame frame, Run run, int next) {
      boolean stopped = walk(frame, node, base(frame.context, path), 0, run, next);
      return stopped ? STOP : FAIL;
    }

    private boolean walk(
        Frame frame, @Nullable RuleNode at, @Nullable Value base, int index, Run run, int next) {
      if (at != null && (index == keys.size() || at.group() != null || overridden(frame))) {
        return below(frame, at.document(frame.context, base), index, run, next);
      }
      if (at == null) {
        return below(frame, base, index, run, next);
      }
      Operand key = keys.get(index);
      if (key != null) {
        Value k = key.value(frame);
        return k != null && step(frame, at, base, k, index, run, next);
      }
      for (Value k : at.keys(base)) {
        frame.slots[slots[index]] = k;
        if (step(frame, at, base, k, index, run, next)) {
          return true;
        }
      }
      return false;
    }

    private static boolean overridden(Frame frame) {
      return frame.context.overrides != null;
    }

    private boolean step(
        Frame frame, RuleNode at, @Nullable Value base, Value key, int index, Run run, int next) {
      Value below = base == null ? null : stored(base, key);
      RuleNode child = at.find(key);
      if (child == null && below == null) {
        return false;
      }
      return walk(frame, child, below, index + 1, run, next);
    }

    /** The rest of the path inside a plain value. */
    private boolean below(Frame frame, @Nullable Value value, int index, Run run, int next) {
      if (value == null) {
        return false;
      }
      if (index == keys.size()) {
        frame.slots[result] = value;
        return run.from(frame, next);
      }
      Operand key = keys.get(index);
      if (key != null) {
        Value k = key.value(frame);
        return k != null && below(frame, stored(value, k), index + 1, run, next);
      }
      return Ops.forEach(
          value,
          (k, v) -> {
            frame.slots[slots[index]] = k;
            return below(frame, v, index + 1, run, next);
          });
    }
  }
}
