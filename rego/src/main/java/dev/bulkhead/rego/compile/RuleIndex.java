package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The rules by the paths of their documents, and which of them use which. */
final class RuleIndex {
  static final Comparator<Entry> BY_PLACE =
      Comparator.comparing(entry -> entry.rule().location(), ProgramCheck.PLACE);

  private final Node root = new Node();
  private final List<Entry> entries = new ArrayList<>();
  private @Nullable Map<Entry, Set<Entry>> users;

  /**
   * A rule or an {@code else} branch.
   *
   * @param path the constant keys that its head begins with, below {@code data}
   * @param ground whether these are all keys of the head
   */
  record Entry(ResolvedRule rule, List<Value> path, boolean ground) {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  private static final class Node {
    private final Map<Value, Node> children = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    private void all(Consumer<Entry> visitor) {
      entries.forEach(visitor);
      children.values().forEach(child -> child.all(visitor));
    }
  }

  /** Adds a rule of a set, with its branches. */
  void add(RuleSet set, ResolvedRule rule) {
    List<Value> path = new ArrayList<>();
    set.path().forEach(name -> path.add(StringValue.of(name)));
    int constants = 0;
    while (constants < rule.path().size()
        && rule.path().get(constants) instanceof Resolved.Const(Value key)) {
      path.add(key);
      constants++;
    }
    Node node = root;
    for (Value key : path) {
      node = node.children.computeIfAbsent(key, k -> new Node());
    }
    boolean ground = constants == rule.path().size();
    for (ResolvedRule branch = rule; branch != null; branch = branch.otherwise()) {
      var entry = new Entry(branch, path, ground);
      node.entries.add(entry);
      entries.add(entry);
    }
  }

  List<Entry> entries() {
    return entries;
  }

  /** Visits the rules that a reference below {@code data} may lead to. */
  void find(List<Term> path, Consumer<Entry> visitor) {
    Node node = root;
    for (Term key : path) {
      Node child =
          key instanceof Resolved.Const(Value constant) ? node.children.get(constant) : null;
      if (child == null) {
        (key instanceof Resolved.Const ? node.entries : all(node)).forEach(visitor);
        return;
      }
      node.entries.forEach(visitor);
      node = child;
    }
    node.all(visitor);
  }

  private static List<Entry> all(Node node) {
    var out = new ArrayList<Entry>();
    node.all(out::add);
    return out;
  }

  /** The rules that a reference may lead to, and all that depend on them. */
  Set<Entry> dependents(List<Term> path) {
    Map<Entry, Set<Entry>> known = users;
    if (known == null) {
      known = users();
      users = known;
    }
    Set<Entry> out = new LinkedHashSet<>();
    var queue = new ArrayList<Entry>();
    find(path, queue::add);
    while (!queue.isEmpty()) {
      Entry entry = queue.removeLast();
      if (out.add(entry)) {
        queue.addAll(known.getOrDefault(entry, Set.of()));
      }
    }
    return out;
  }

  private Map<Entry, Set<Entry>> users() {
    Map<Entry, Set<Entry>> out = new IdentityHashMap<>();
    for (Entry user : entries) {
      uses(user).forEach(used -> out.computeIfAbsent(used, k -> new LinkedHashSet<>()).add(user));
    }
    return out;
  }

  /** The rules that a rule uses, in the order of their places. */
  List<Entry> uses(Entry user) {
    Set<Entry> out = new HashSet<>();
    DocumentUses.visit(user.rule(), path -> find(path, out::add));
    return out.stream().sorted(BY_PLACE).toList();
  }
}
