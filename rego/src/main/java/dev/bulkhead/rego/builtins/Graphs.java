package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Graphs, and walks through documents. */
final class Graphs {
  /** Longer paths are refused: each path is followed recursively. */
  private static final int MAX_PATH = 1_000;

  private Graphs() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("graph.reachable", 2, (c, a) -> reachable(a)),
        Declaration.pure("graph.reachable_paths", 2, (c, a) -> paths(c, a)),
        new Declaration(
            "walk", 1, false, true, true, Declaration.Capability.NONE, (c, a) -> walk(c, a[0])));
  }

  private static List<Value> neighbours(@Nullable Value edges) {
    var out = new ArrayList<Value>();
    switch (edges) {
      case ArrayValue a -> a.forEach(out::add);
      case SetValue s -> s.forEach(out::add);
      case null, default -> {}
    }
    return out;
  }

  private static Value reachable(Value[] args) throws BuiltinException {
    ObjectValue graph = Args.object(args, 0);
    var queue = new ArrayDeque<Value>();
    Args.items(args, 1, "{array, set}").forEach(queue::add);
    Set<Value> seen = new HashSet<>();
    while (!queue.isEmpty()) {
      Value node = queue.poll();
      Value edges = graph.get(node);
      if (edges != null && seen.add(node)) {
        queue.addAll(neighbours(edges));
      }
    }
    return SetValue.wrap(seen);
  }

  private static Value paths(BuiltinContext context, Value[] args) throws BuiltinException {
    ObjectValue graph = Args.object(args, 0);
    Set<Value> out = new HashSet<>();
    for (Value start : Args.items(args, 1, "{array, set}")) {
      Value edges = graph.get(start);
      if (edges != null) {
        List<Value> next = neighbours(edges);
        if (next.isEmpty()) {
          out.add(ArrayValue.of(start));
        }
        for (Value neighbour : next) {
          var path = new ArrayList<Value>(List.of(start));
          extend(context, graph, neighbour, path, new HashSet<>(path), out);
        }
      }
    }
    return SetValue.wrap(out);
  }

  /**
   * Follows a path to {@code node}. A path ends where an edge leads nowhere, or to a node that was
   * reached before, on this path or on another: so each node is followed once, and there are no
   * more paths than edges. OPA's test cases of 1.14 want it so; since then OPA follows a node once
   * on each path.
   */
  private static void extend(
      BuiltinContext context,
      ObjectValue graph,
      Value node,
      List<Value> path,
      Set<Value> reached,
      Set<Value> out)
      throws BuiltinException {
    context.checkBudget(path.size());
    Value edges = graph.get(node);
    if (edges == null) {
      out.add(ArrayValue.of(path));
      return;
    }
    if (path.size() >= MAX_PATH) {
      throw Args.halt("a path of more than " + MAX_PATH + " nodes");
    }
    path.add(node);
    reached.add(node);
    List<Value> next = neighbours(edges);
    if (next.isEmpty()) {
      out.add(ArrayValue.of(path));
    }
    for (Value neighbour : next) {
      if (reached.contains(neighbour)) {
        out.add(ArrayValue.of(path));
      } else {
        extend(context, graph, neighbour, path, reached, out);
      }
    }
    path.removeLast();
  }

  /** Every node of a document as {@code [path, value]}, the document itself first. */
  private static Value walk(BuiltinContext context, Value root) {
    var out = new ArrayList<Value>();
    walk(context, List.of(), root, out);
    return ArrayValue.of(out);
  }

  private static void walk(BuiltinContext context, List<Value> path, Value value, List<Value> out) {
    context.checkBudget(1);
    out.add(ArrayValue.of(ArrayValue.of(path), value));
    switch (value) {
      case ArrayValue a -> {
        for (int i = 0; i < a.size(); i++) {
          walk(context, below(path, NumberValue.of(i)), a.get(i), out);
        }
      }
      case ObjectValue o -> {
        for (Value key : o.sortedKeys()) {
          Value child = o.get(key);
          if (child != null) {
            walk(context, below(path, key), child, out);
          }
        }
      }
      case SetValue s -> {
        for (Value item : s.sorted()) {
          walk(context, below(path, item), item, out);
        }
      }
      default -> {}
    }
  }

  private static List<Value> below(List<Value> path, Value key) {
    var out = new ArrayList<Value>(path.size() + 1);
    out.addAll(path);
    out.add(key);
    return out;
  }
}
