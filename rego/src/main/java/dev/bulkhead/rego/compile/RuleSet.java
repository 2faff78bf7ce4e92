package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.syntax.Term;
import dev.bulkhead.rego.value.StringValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All rules that stand at one path, with their modules.
 *
 * @param path below data
 */
record RuleSet(List<String> path, List<Member> members) {

  /**
   * A rule and what of its head's reference goes beyond the path.
   *
   * @param rest the keys that are not constant strings, and all behind the first such
   */
  record Member(Module module, Rule rule, List<Term> rest) {
    boolean isFunction() {
      return rule.head().args() != null;
    }

    /** The member with the names of its path beyond a length as keys before the others. */
    Member below(List<String> path, int length) {
      var keys = new ArrayList<Term>();
      path.subList(length, path.size())
          .forEach(name -> keys.add(new Term.Scalar(rule.head().location(), StringValue.of(name))));
      keys.addAll(rest);
      return new Member(module, rule, keys);
    }
  }

  /** Whether the head of some rule has variables, so that it may give keys of any name. */
  private boolean isOpen() {
    for (Member member : members) {
      if (!member.isFunction() && !member.rest().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The path of a rule: its package, its name, and further constant strings of its head. */
  static List<String> path(Module module, Rule rule) {
    var path = new ArrayList<>(module.packagePath());
    switch (rule.head().ref()) {
      case Term.Var v -> path.add(v.name());
      case Term.Ref ref -> {
        path.add(((Term.Var) ref.head()).name());
        for (Term key : ref.path()) {
          if (!(key instanceof Term.Scalar s) || !(s.value() instanceof StringValue text)) {
            break;
          }
          path.add(text.value());
        }
      }
      default -> throw new IllegalStateException("a rule's head is a variable or a reference");
    }
    return path;
  }

  static List<Term> rest(Module module, Rule rule, List<String> path) {
    int constants = path.size() - module.packagePath().size() - 1;
    return rule.head().ref() instanceof Term.Ref ref
        ? ref.path().subList(constants, ref.path().size())
        : List.of();
  }

  /**
   * Puts rules below a rule with variables in its head into that rule's set: {@code p.a := 1}
   * beside {@code p[x] := y} is one of the keys that the rules of {@code p} give, and may be in
   * conflict with what the others give. Functions stay where they are.
   */
  static void merge(Map<List<String>, RuleSet> sets) {
    var open = new HashSet<List<String>>();
    sets.forEach((path, set) -> {
      if (set.isOpen()) {
        open.add(path);
      }
    });
    if (open.isEmpty()) {
      return;
    }
    for (RuleSet set : List.copyOf(sets.values())) {
      List<String> above = outermost(set.path(), open);
      if (above == null) {
        continue;
      }
      RuleSet around = sets.get(above);
      int length = above.size();
      if (around != null && set.members().stream().noneMatch(Member::isFunction)) {
        sets.remove(set.path());
        set.members().forEach(m -> around.members().add(m.below(set.path(), length)));
      }
    }
  }

  private static @Nullable List<String> outermost(List<String> path, Set<List<String>> open) {
    for (int length = 1; length < path.size(); length++) {
      List<String> above = path.subList(0, length);
      if (open.contains(above)) {
        return above;
      }
    }
    return null;
  }
}
