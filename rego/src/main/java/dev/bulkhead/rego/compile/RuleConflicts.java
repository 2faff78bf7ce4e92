package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.syntax.Term;
import dev.bulkhead.rego.syntax.TermText;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds rules that cannot stand beside each other: of one name but of different kinds or arities,
 * several defaults, rules below what a complete rule gives, and packages of a rule's name.
 */
final class RuleConflicts {
  private final Node root = new Node();
  private final Map<List<String>, List<Module>> packages = new HashMap<>();
  private final List<RegoError> errors = new ArrayList<>();

  private RuleConflicts(List<Module> modules) {
    for (Module module : modules) {
      packages.computeIfAbsent(module.packagePath(), p -> new ArrayList<>()).add(module);
      module.rules().forEach(rule -> root.add(new Entry(module, rule)));
    }
  }

  static List<RegoError> of(List<Module> modules) {
    var conflicts = new RuleConflicts(modules);
    conflicts.check(conflicts.root);
    modules.forEach(conflicts::checkPackages);
    return conflicts.errors;
  }

  /** A rule, with the constant keys at the front of its reference, its package's path first. */
  private record Entry(Module module, Rule rule) {
    List<Value> groundPath() {
      var path = new ArrayList<Value>();
      module.packagePath().forEach(p -> path.add(StringValue.of(p)));
      switch (rule.head().ref()) {
        case Term.Var v -> path.add(StringValue.of(v.name()));
        case Term.Ref ref -> {
          path.add(StringValue.of(((Term.Var) ref.head()).name()));
          for (Term key : ref.path()) {
            if (!(key instanceof Term.Scalar s)) {
              break;
            }
            path.add(s.value());
          }
        }
        default -> throw new IllegalStateException("a rule's head is a variable or a reference");
      }
      return path;
    }

    boolean isGround() {
      return !(rule.head().ref() instanceof Term.Ref ref)
          || ref.path().stream().allMatch(k -> k instanceof Term.Scalar);
    }

    boolean isMultiValue() {
      return rule.head().kind() == Rule.Kind.MULTI_VALUE;
    }

    boolean isFunction() {
      return rule.head().args() != null;
    }

    int arity() {
      List<Term> args = rule.head().args();
      return args == null ? 0 : args.size();
    }

    String name() {
      String below = TermText.of(rule.head().ref());
      return TermText.dataPath(module.packagePath()) + "." + below;
    }

    Location location() {
      return rule.location();
    }
  }

  private static final class Node {
    private final Map<Value, Node> children = new TreeMap<>();
    private final List<Entry> rules = new ArrayList<>();

    void add(Entry entry) {
      Node node = this;
      for (Value key : entry.groundPath()) {
        node = node.children.computeIfAbsent(key, k -> new Node());
      }
      node.rules.add(entry);
    }

    /** The rules below, without those that lie below another of them. */
    List<Entry> below(boolean functionsOnly) {
      var out = new ArrayList<Entry>();
      children.values().forEach(c -> c.collect(functionsOnly, out));
      return out;
    }

    private void collect(boolean functionsOnly, List<Entry> out) {
      var named = new LinkedHashMap<String, Entry>();
      rules.stream()
          .filter(e -> !functionsOnly || e.isFunction())
          .forEach(e -> named.putIfAbsent(e.name(), e));
      out.addAll(named.values());
      if (named.values().stream().noneMatch(Entry::isGround)) {
        children.values().forEach(c -> c.collect(functionsOnly, out));
      }
    }
  }

  private void check(Node node) {
    if (!node.rules.isEmpty()) {
      checkRules(node);
    }
    node.children.values().forEach(this::check);
  }

  private void checkRules(Node node) {
    List<Entry> rules = node.rules;
    boolean ground = rules.stream().anyMatch(Entry::isGround);
    boolean open = rules.stream().anyMatch(e -> !e.isGround());
    List<Entry> below = ground ? node.below(false) : node.below(true);
    List<Entry> defaults = rules.stream().filter(e -> e.rule().isDefault()).toList();
    Location first = rules.getFirst().location();
    String name = rules.getLast().name();
    if (!below.isEmpty()) {
      String list =
          below.stream()
              .map(e -> "  rule " + e.name() + " at " + place(e.location()))
              .collect(Collectors.joining("\n"));
      error("rule " + name + " conflicts with:\n" + list, first);
    } else if (differ(rules) || (ground && open)) {
      error("conflicting rules " + name + " found", first);
    } else if (defaults.size() > 1) {
      String places =
          defaults.stream().map(e -> place(e.location())).collect(Collectors.joining(", "));
      error(
          "multiple default rules " + name + " found at " + places,
          defaults.getFirst().module().packageLocation());
    }
  }

  private static boolean differ(List<Entry> rules) {
    Entry first = rules.getFirst();
    return rules.stream()
        .anyMatch(e -> e.isMultiValue() != first.isMultiValue() || e.arity() != first.arity());
  }

  private void checkPackages(Module module) {
    for (Rule rule : module.rules()) {
      var entry = new Entry(module, rule);
      if (!entry.isGround()) {
        continue;
      }
      var path = new ArrayList<String>();
      entry
          .groundPath()
          .forEach(k -> path.add(k instanceof StringValue s ? s.value() : k.toString()));
      for (Module other : packages.getOrDefault(path, List.of())) {
        String packageName = TermText.dataPath(other.packagePath()).substring("data.".length());
        error(
            "package "
                + packageName
                + " conflicts with rule "
                + TermText.of(rule.head().ref())
                + " defined at "
                + place(rule.location()),
            module.packageLocation());
      }
    }
  }

  private void error(String message, Location location) {
    errors.add(RegoError.of(RegoError.TYPE, message, location));
  }

  /** A place in the middle of a message, as OPA writes it: without the column. */
  private static String place(Location location) {
    return location.file() + ":" + location.row();
  }
}
