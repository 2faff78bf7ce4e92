package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.eval.Probe;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.tool.TraceEvent.Kind;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Writes down one evaluation of an instrumented policy, step by step. Stops writing after {@link
 * #MAX_EVENTS}. Not thread-safe.
 */
public final class Trace implements Probe {
  /** More than anyone reads; a trace of an endless iteration must end. */
  public static final int MAX_EVENTS = 200_000;

  private final List<TraceEvent> events = new ArrayList<>();
  private final List<String> output = new ArrayList<>();
  private final Deque<Open> open = new ArrayDeque<>();

  /** A rule or expression that is being evaluated. */
  private static final class Open {
    private final String rule;
    private final int depth;
    private final boolean continues;
    private int solutions;
    private boolean holding;

    Open(String rule, int depth, boolean continues) {
      this.rule = rule;
      this.depth = depth;
      this.continues = continues;
    }

    boolean isRule() {
      return !rule.isEmpty();
    }
  }

  /** What happened so far. */
  public List<TraceEvent> events() {
    return List.copyOf(events);
  }

  /** What {@code print} wrote, one entry a call. */
  public List<String> output() {
    return List.copyOf(output);
  }

  private void add(Kind kind, int depth, Location location, String text) {
    if (events.size() < MAX_EVENTS) {
      events.add(new TraceEvent(kind, depth, location, text));
    }
  }

  private int depth() {
    Open top = open.peek();
    return top == null ? 0 : top.depth;
  }

  @Override
  public void enterRule(String name, Location rule) {
    int depth = depth();
    add(Kind.ENTER, depth, rule, name);
    open.push(new Open(name, depth + 1, false));
  }

  @Override
  public void leaveRule(Location rule) {
    open.pop();
  }

  @Override
  public void derived(Location rule, Location head, Value value) {
    Open top = open.peek();
    if (top != null) {
      top.holding = false;
    }
    for (Open o : open) {
      if (o.isRule()) {
        add(Kind.EXIT, o.depth - 1, rule, o.rule);
        return;
      }
    }
  }

  @Override
  public void enter(Location expression) {
    Open top = open.peek();
    boolean nested = top != null && !top.isRule() && !top.holding;
    int depth = depth() + (nested ? 1 : 0);
    add(Kind.EVAL, depth, expression, "");
    open.push(new Open("", depth, top != null && !nested));
  }

  @Override
  public void held(Location expression) {
    Open top = Objects.requireNonNull(open.peek());
    if (top.solutions++ > 0) {
      add(Kind.REDO, top.depth, expression, "");
    }
    top.holding = true;
  }

  @Override
  public void leave(Location expression) {
    Open left = open.pop();
    if (left.solutions == 0) {
      add(Kind.FAIL, left.depth, expression, "");
    }
    Open top = open.peek();
    if (left.continues && top != null) {
      top.holding = false;
    }
  }

  @Override
  public void print(Location location, String text) {
    output.add(text);
    add(Kind.NOTE, depth(), location, StringValue.of(text).toString());
  }

  @Override
  public void note(Location location, String text) {
    add(Kind.NOTE, depth(), location, StringValue.of(text).toString());
  }
}
