package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.builtins.BuiltinRegistry;
import dev.bulkhead.rego.eval.QueryPlan;
import dev.bulkhead.rego.eval.RuleGroup;
import dev.bulkhead.rego.eval.RuleNode;
import dev.bulkhead.rego.syntax.Body;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Rule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Modules compiled together: the tree of their rules, each group of which is resolved and planned
 * when first needed. Thread-safe.
 */
public final class Program {
  /** How modules are compiled. */
  public enum Option {
    /** Every rule is checked now; without it, rules are taken to have been checked before. */
    CHECKED,
    /** What is unused is refused too, as {@code opa check --strict} does. */
    STRICT,
    /** Plans tell a probe of each expression, for coverage and traces. */
    INSTRUMENTED
  }

  /** How deep rules may depend on each other: planning recurses, as evaluation does. */
  private static final int MAX_DEPTH = 300;

  private final List<Module> modules;
  private final BuiltinRegistry builtins;
  private final boolean strict;
  private final boolean instrumented;
  private final RuleNode root = new RuleNode(List.of());
  private final Map<List<String>, RuleSet> sets = new LinkedHashMap<>();
  private final Map<List<String>, Set<String>> names = new HashMap<>();
  private final Map<Module, Names> namesOfModule = new IdentityHashMap<>();
  private final Map<RuleSet, List<ResolvedRule>> resolved = new IdentityHashMap<>();
  private final Map<RuleGroup, RuleSet> groups = new LinkedHashMap<>();

  /** The error that ends all planning; kept so that not every rule finds it anew. */
  private @Nullable RegoException tooDeep;

  /** The types of the rules; null where they were not checked. */
  private @Nullable RuleTypes types;

  private final ReentrantLock planning = new ReentrantLock();
  private final Deque<RuleGroup> inProgress = new ArrayDeque<>();

  /**
   * @throws RegoException with the errors found, where modules are to be checked
   */
  public Program(List<Module> modules, BuiltinRegistry builtins, Set<Option> options) {
    this.modules = List.copyOf(modules);
    this.builtins = builtins;
    this.instrumented = options.contains(Option.INSTRUMENTED);
    this.strict = options.contains(Option.STRICT);
    boolean checked = options.contains(Option.CHECKED);
    List<RegoError> conflicts = checked ? RuleConflicts.of(modules) : List.of();
    if (!conflicts.isEmpty()) {
      throw withSource(new RegoException(conflicts));
    }
    modules.forEach(this::collect);
    RuleSet.merge(sets);
    modules.forEach(m -> namesOfModule.put(m, new Names(m, ruleNames(m.packagePath()))));
    modules.forEach(m -> node(m.packagePath()));
    sets.values().forEach(this::addGroup);
    if (checked) {
      check();
    }
  }

  public List<Module> modules() {
    return modules;
  }

  /** Whether a package has rules that are named so, or begin with the name. */
  public boolean hasRule(List<String> packagePath, String name) {
    return names.getOrDefault(packagePath, Set.of()).contains(name);
  }

  RuleNode root() {
    return root;
  }

  boolean instrumented() {
    return instrumented;
  }

  private RuleNode node(List<String> path) {
    RuleNode node = root;
    for (String name : path) {
      node = node.child(name);
    }
    return node;
  }

  private Set<String> ruleNames(List<String> packagePath) {
    return names.computeIfAbsent(packagePath, p -> new HashSet<>());
  }

  private void collect(Module module) {
    for (Rule rule : module.rules()) {
      List<String> path = RuleSet.path(module, rule);
      ruleNames(module.packagePath()).add(path.get(module.packagePath().size()));
      sets.computeIfAbsent(path, p -> new RuleSet(p, new ArrayList<>()))
          .members()
          .add(new RuleSet.Member(module, rule, RuleSet.rest(module, rule, path)));
    }
  }

  private void addGroup(RuleSet set) {
    RuleGroup.Kind kind = kind(set);
    RuleNode node = node(set.path());
    RuleGroup[] self = new RuleGroup[1];
    var group =
        new RuleGroup(
            node.path(),
            kind,
            set.members().getFirst().rule().location(),
            () -> planGroup(Objects.requireNonNull(self[0]), set));
    self[0] = group;
    node.group(group);
    groups.put(group, set);
  }

  /**
   * What the rules make together. A default may stand for the whole of a document whose other rules
   * have variables in their heads.
   */
  private static RuleGroup.Kind kind(RuleSet set) {
    RuleGroup.Kind kind = RuleGroup.Kind.COMPLETE;
    for (RuleSet.Member member : set.members()) {
      RuleGroup.Kind own = kind(member);
      if (own != RuleGroup.Kind.COMPLETE) {
        kind = own;
      }
    }
    return kind;
  }

  private static RuleGroup.Kind kind(RuleSet.Member member) {
    if (member.rule().head().args() != null) {
      return RuleGroup.Kind.FUNCTION;
    }
    if (!member.rest().isEmpty()) {
      return RuleGroup.Kind.OBJECT;
    }
    return member.rule().head().kind() == Rule.Kind.MULTI_VALUE
        ? RuleGroup.Kind.SET
        : RuleGroup.Kind.COMPLETE;
  }

  private RuleGroup.Plan planGroup(RuleGroup group, RuleSet set) {
    planning.lock();
    try {
      RuleGroup.Plan known = group.planned();
      if (known != null) {
        return known;
      }
      if (inProgress.contains(group)) {
        throw recursion(group);
      }
      if (inProgress.size() >= MAX_DEPTH) {
        tooDeep =
            RegoException.of(
                RegoError.COMPILE,
                "rules depend on each other deeper than " + MAX_DEPTH,
                group.location());
      }
      if (tooDeep != null) {
        throw tooDeep;
      }
      inProgress.push(group);
      try {
        RuleGroup.Plan plan = new RulePlanner(this).plan(resolved(set));
        group.keep(plan);
        return plan;
      } finally {
        inProgress.pop();
      }
    } catch (RegoException e) {
      throw withSource(e);
    } finally {
      planning.unlock();
    }
  }

  private RegoException recursion(RuleGroup group) {
    var path = new ArrayList<String>();
    for (RuleGroup g : inProgress.reversed()) {
      if (!path.isEmpty() || g == group) {
        path.add(g.name());
      }
    }
    path.add(group.name());
    return RegoException.of(
        RegoError.RECURSION,
        "rule " + group.name() + " is recursive: " + String.join(" -> ", path),
        group.location());
  }

  RegoException withSource(RegoException e) {
    return new RegoException(e.errors().stream().map(this::withSource).toList());
  }

  private RegoError withSource(RegoError error) {
    if (error.location() == null || error.line() != null) {
      return error;
    }
    String file = error.location().file();
    return modules.stream()
        .filter(m -> m.file().equals(file))
        .findFirst()
        .map(m -> error.withSource(m.source()))
        .orElse(error);
  }

  private void check() {
    planning.lock();
    try {
      types = new ProgramCheck(this).run(groups, namesOfModule.values(), strict);
      resolved.clear();
    } catch (StackOverflowError e) {
      throw RegoException.of(
          RegoError.COMPILE,
          "the types of rules are nested too deeply",
          modules.getFirst().packageLocation());
    } finally {
      planning.unlock();
    }
  }

  /** The rules of a set with their names resolved; done once. */
  List<ResolvedRule> resolved(RuleSet set) {
    List<ResolvedRule> known = resolved.get(set);
    if (known != null) {
      return known;
    }
    var rules = new ArrayList<ResolvedRule>();
    var errors = new ArrayList<RegoError>();
    for (RuleSet.Member member : set.members()) {
      Resolver resolver = resolver(member);
      try {
        rules.add(ResolvedRule.of(member, resolver));
        resolver.finish();
      } catch (RegoException e) {
        errors.addAll(e.errors());
      }
    }
    if (!errors.isEmpty()) {
      throw new RegoException(errors);
    }
    resolved.put(set, rules);
    return rules;
  }

  private Resolver resolver(RuleSet.Member member) {
    Names moduleNames = Objects.requireNonNull(namesOfModule.get(member.module()));
    var metadata = new RuleMetadata(modules, member);
    return new Resolver(moduleNames, builtins, this::functionArity, metadata::value, strict);
  }

  private @Nullable Integer functionArity(List<String> path) {
    RuleSet set = sets.get(path);
    if (set == null) {
      return null;
    }
    var args = set.members().getFirst().rule().head().args();
    return args == null ? null : args.size();
  }

  /**
   * Plans a query.
   *
   * @param captured whether the values of the query's expressions are wanted, as {@code opa eval}
   *     shows them
   */
  public QueryPlan query(Body query, boolean captured) {
    planning.lock();
    try {
      var module =
          new Module(
              "", "", query.location(), List.of(), List.of(), List.of(), List.of(), List.of());
      var resolver =
          new Resolver(
              new Names(module, Set.of()), builtins, this::functionArity, name -> null, false);
      return new QueryPlanner(this, resolver, captured, types).plan(query);
    } finally {
      planning.unlock();
    }
  }
}
