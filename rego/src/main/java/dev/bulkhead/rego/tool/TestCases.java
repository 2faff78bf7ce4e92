package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.syntax.Term;
import dev.bulkhead.rego.value.StringValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tests of modules: rules with a part of their name that begins with {@code test_} or
 * {@code todo_test_}. A name that stands twice would be one rule with two bodies; the second test
 * is therefore renamed, as OPA does.
 */
final class TestCases {
  private static final String TEST = "test_";
  private static final String TODO = "todo_test_";

  private final List<TestCase> tests = new ArrayList<>();
  private final List<Module> modules = new ArrayList<>();
  private final Map<String, Integer> seen = new HashMap<>();

  /**
   * One test.
   *
   * @param query what must be true
   * @param named whether the rule gives an object of named cases
   */
  record TestCase(Location location, String packageName, String name, String query, boolean named) {
    boolean todo() {
      return name.startsWith(TODO) || name.contains("." + TODO);
    }
  }

  private TestCases() {}

  static TestCases of(List<Module> modules) {
    var out = new TestCases();
    modules.forEach(out::add);
    return out;
  }

  List<TestCase> tests() {
    return tests;
  }

  /** The modules, second tests of a name renamed. */
  List<Module> modules() {
    return modules;
  }

  private void add(Module module) {
    var rules = new ArrayList<Rule>();
    for (Rule rule : module.rules()) {
      rules.add(add(module, rule));
    }
    modules.add(
        new Module(
            module.file(),
            module.source(),
            module.packageLocation(),
            module.packagePath(),
            module.imports(),
            rules,
            module.annotations(),
            module.comments()));
  }

  private Rule add(Module module, Rule rule) {
    List<String> path = constantPath(rule.head().ref());
    int at = testPart(path);
    if (at < 0 || rule.isDefault() || rule.head().args() != null) {
      return rule;
    }
    List<String> name = new ArrayList<>(path.subList(0, at + 1));
    String packageName = "data." + String.join(".", module.packagePath());
    int before = seen.merge(packageName + "." + String.join(".", name), 1, Integer::sum) - 1;
    Rule kept = rule;
    if (before > 0) {
      name.set(at, String.format("%s#%02d", name.get(at), before));
      kept = renamed(rule, at, name.get(at));
    }
    boolean named = rule.head().ref() instanceof Term.Ref ref && ref.path().size() > at;
    tests.add(
        new TestCase(
            rule.location(), packageName, String.join(".", name), query(module, name), named));
    return kept;
  }

  private static int testPart(List<String> path) {
    for (int i = 0; i < path.size(); i++) {
      if (path.get(i).startsWith(TEST) || path.get(i).startsWith(TODO)) {
        return i;
      }
    }
    return -1;
  }

  private static List<String> constantPath(Term ref) {
    var out = new ArrayList<String>();
    if (ref instanceof Term.Var v) {
      out.add(v.name());
    } else if (ref instanceof Term.Ref r && r.head() instanceof Term.Var v) {
      out.add(v.name());
      for (Term key : r.path()) {
        String text = text(key);
        if (text == null) {
          break;
        }
        out.add(text);
      }
    }
    return out;
  }

  private static @Nullable String text(Term term) {
    return term instanceof Term.Scalar s && s.value() instanceof StringValue v ? v.value() : null;
  }

  private static String query(Module module, List<String> name) {
    var out = new StringBuilder("data");
    module.packagePath().forEach(p -> out.append('[').append(StringValue.of(p)).append(']'));
    name.forEach(p -> out.append('[').append(StringValue.of(p)).append(']'));
    return out.toString();
  }

  private static Rule renamed(Rule rule, int at, String name) {
    Rule.Head head = rule.head();
    var renamed =
        new Rule.Head(
            head.location(),
            renamed(head.ref(), at, name),
            head.args(),
            head.kind(),
            head.key(),
            head.value(),
            head.assigned());
    return new Rule(
        rule.location(),
        rule.isDefault(),
        renamed,
        rule.body(),
        rule.elseBranch(),
        rule.bodyGenerated());
  }

  private static Term renamed(Term ref, int at, String name) {
    if (!(ref instanceof Term.Ref r)) {
      return new Term.Var(ref.location(), name);
    }
    if (at == 0) {
      return new Term.Ref(r.location(), new Term.Var(r.head().location(), name), r.path());
    }
    var path = new ArrayList<>(r.path());
    path.set(at - 1, new Term.Scalar(path.get(at - 1).location(), StringValue.of(name)));
    return new Term.Ref(r.location(), r.head(), path);
  }
}
