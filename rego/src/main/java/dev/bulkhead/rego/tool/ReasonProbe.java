package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.eval.Probe;
import dev.bulkhead.rego.eval.RuleGroup;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.tool.Explanation.Reason;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Watches one evaluation and keeps, for each value that the rule in question gives, what led there.
 *
 * <p>Open rules and expressions form a stack. What an expression reads is its own. Where an
 * expression did not hold, its reads still matter to whoever asked the rule, as the reason why the
 * rule gave nothing; they do not matter to values that other solutions gave.
 */
final class ReasonProbe implements Probe {
  /** Of the reads and reasons of one expression; a report shows a few. */
  private static final int MAX_KEPT = 200;

  private static final int MAX_DEPTH = 3;

  private final InputPaths paths;
  private final Map<String, String> sources;
  private final List<Open> stack = new ArrayList<>();
  private final Map<List<Object>, Used> used = new HashMap<>();
  private final Map<Value, Explanation> explanations = new LinkedHashMap<>();

  ReasonProbe(Value input, Map<String, String> sources) {
    this.paths = new InputPaths(input);
    this.sources = sources;
  }

  /** What became known of the rules of a name: what they read, and the reasons of their value. */
  private record Used(Set<String> reads, List<Reason> reasons) {}

  private enum Kind {
    GROUP,
    RULE,
    EXPRESSION
  }

  /** A group of rules, one of its rules, or an expression that is being evaluated. */
  private static final class Open {
    private final Kind kind;
    private final @Nullable Location location;

    /** Whether it is evaluated because the expression before it held. */
    private final boolean continues;

    private final Set<String> reads = new LinkedHashSet<>();
    private final List<Reason> reasons = new ArrayList<>();

    /** Reads of what did not hold. */
    private final Set<String> tried = new LinkedHashSet<>();

    /** Reads behind an expression that held: those of the head. */
    private final Set<String> after = new LinkedHashSet<>();

    private boolean holding;
    private boolean gave;

    Open(Kind kind, @Nullable Location location, boolean continues) {
      this.kind = kind;
      this.location = location;
      this.continues = continues;
    }

    void read(Collection<String> pointers) {
      Set<String> own = holding ? after : reads;
      pointers.stream().limit(Math.max(0, MAX_KEPT - own.size())).forEach(own::add);
    }

    /** All reads, in order. */
    Set<String> all() {
      var all = new LinkedHashSet<>(reads);
      all.addAll(after);
      return all;
    }

    void tried(Collection<String> pointers) {
      pointers.stream().limit(Math.max(0, MAX_KEPT - tried.size())).forEach(tried::add);
    }

    void because(List<Reason> more) {
      if (holding) {
        return;
      }
      more.stream().limit(Math.max(0, MAX_KEPT - reasons.size())).forEach(reasons::add);
    }
  }

  Map<Value, Explanation> explanations() {
    return explanations;
  }

  private @Nullable Open top() {
    return stack.isEmpty() ? null : stack.getLast();
  }

  private void push(Kind kind, @Nullable Location location, boolean continues) {
    stack.add(new Open(kind, location, continues));
  }

  private Open pop() {
    return stack.removeLast();
  }

  @Override
  public void begin(RuleGroup rules, List<Value> args) {
    push(Kind.GROUP, null, false);
  }

  @Override
  public void end(RuleGroup rules, List<Value> args) {
    Open group = pop();
    var result = new Used(group.gave ? group.reads : group.tried, group.reasons);
    used.put(List.of(rules, args), result);
    use(result);
  }

  @Override
  public void known(RuleGroup rules, List<Value> args) {
    Used result = used.get(List.of(rules, args));
    if (result != null) {
      use(result);
    }
  }

  private void use(Used result) {
    Open top = top();
    if (top != null) {
      top.read(result.reads);
      top.because(result.reasons);
    }
  }

  @Override
  public void enterRule(String name, Location location) {
    push(Kind.RULE, location, false);
  }

  @Override
  public void leaveRule(Location location) {
    Open left = pop();
    Open group = top();
    if (group != null) {
      group.tried(left.tried);
      group.tried(left.reads);
    }
  }

  @Override
  public void enter(Location expression) {
    Open top = top();
    push(Kind.EXPRESSION, expression, top != null && (top.kind != Kind.EXPRESSION || top.holding));
  }

  @Override
  public void held(Location expression) {
    Open top = top();
    if (top != null) {
      top.holding = true;
      top.after.clear();
    }
  }

  @Override
  public void leave(Location expression) {
    Open left = pop();
    Open below = top();
    if (below == null) {
      return;
    }
    if (!left.continues) {
      below.read(left.all());
      return;
    }
    below.holding = false;
    Open owner = ownerOfBody();
    if (owner != null && owner.kind == Kind.EXPRESSION) {
      owner.read(left.all());
    } else if (owner != null) {
      owner.tried(left.all());
    }
  }

  /**
   * Who has the body of the top expression: a rule, or the expression with a body inside that is
   * being evaluated.
   */
  private @Nullable Open ownerOfBody() {
    int at = stack.size() - 1;
    while (at > 0 && stack.get(at).kind == Kind.EXPRESSION && stack.get(at).continues) {
      at--;
    }
    Open first = stack.get(at);
    return first.kind == Kind.EXPRESSION && at > 0 ? stack.get(at - 1) : first;
  }

  private int enclosingRule() {
    int at = stack.size() - 1;
    while (at >= 0 && stack.get(at).kind != Kind.RULE) {
      at--;
    }
    return at;
  }

  @Override
  public void derived(Location location, Location head, Value value) {
    int at = enclosingRule();
    if (at <= 0) {
      return;
    }
    var reads = new LinkedHashSet<>(stack.get(at).reads);
    List<Reason> reasons = new ArrayList<>();
    for (Open open : stack.subList(at + 1, stack.size())) {
      reads.addAll(open.all());
      reasons.addAll(reasons(open));
    }
    stack.getLast().holding = false;
    Open group = stack.get(at - 1);
    group.gave = true;
    group.read(reads);
    if (isAsked(at)) {
      explanations.putIfAbsent(value, new Explanation(sorted(reasons), Explanation.deepest(reads)));
    } else if (group.reasons.isEmpty()) {
      group.because(deeper(sorted(reasons)));
    }
  }

  /** Whether the rule at an index of the stack is of the group that was asked for. */
  private boolean isAsked(int at) {
    for (Open open : stack.subList(0, at - 1)) {
      if (open.kind == Kind.GROUP) {
        return false;
      }
    }
    return true;
  }

  private List<Reason> reasons(Open expression) {
    Location location = expression.location;
    if (location == null || location.file().isEmpty()) {
      return List.of();
    }
    var out = new ArrayList<Reason>();
    String text = SourceText.of(location, sources.getOrDefault(location.file(), ""));
    out.add(new Reason(location, text, 0, Explanation.deepest(expression.reads)));
    out.addAll(expression.reasons);
    return out;
  }

  /** Expressions are planned in an order of their own; people read that of the source. */
  private static List<Reason> sorted(List<Reason> reasons) {
    var groups = new ArrayList<List<Reason>>();
    for (Reason reason : reasons) {
      if (reason.depth() == 0 || groups.isEmpty()) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(reason);
    }
    groups.sort(Comparator.comparingInt(g -> g.getFirst().location().offset()));
    return groups.stream().flatMap(List::stream).toList();
  }

  private static List<Reason> deeper(List<Reason> reasons) {
    return reasons.stream()
        .filter(r -> r.depth() < MAX_DEPTH)
        .map(r -> new Reason(r.location(), r.text(), r.depth() + 1, r.reads()))
        .toList();
  }

  @Override
  public void read(List<Value> path) {
    Open top = top();
    if (top != null) {
      top.read(List.of(InputPaths.pointer(path)));
    }
  }

  @Override
  public void read(Value collection, Value key) {
    Open top = top();
    String pointer = top == null ? null : paths.pointer(collection, key);
    if (top != null && pointer != null) {
      top.read(List.of(pointer));
    }
  }
}
