package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.syntax.Term;
import dev.bulkhead.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;

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
  record Member(Module module, Rule rule, List<Term> rest) {}

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
}
