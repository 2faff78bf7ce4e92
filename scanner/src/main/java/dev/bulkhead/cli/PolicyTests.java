package dev.bulkhead.cli;

import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.syntax.Term;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Finds the test rules of policies. */
final class PolicyTests {
  private PolicyTests() {}

  /** Full names of the rules that begin with {@code test_}, in the order of the files. */
  static List<String> names(CompiledPolicy policy) {
    var out = new LinkedHashSet<String>();
    for (Module module : policy.modules()) {
      for (Rule rule : module.rules()) {
        if (rule.head().ref() instanceof Term.Var v && v.name().startsWith("test_")) {
          out.add("data." + String.join(".", module.packagePath()) + "." + v.name());
        }
      }
    }
    return new ArrayList<>(out);
  }
}
