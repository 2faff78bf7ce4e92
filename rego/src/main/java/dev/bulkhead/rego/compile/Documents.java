package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Callee;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.eval.Calls;
import dev.bulkhead.rego.eval.Modifier;
import dev.bulkhead.rego.eval.RuleGroup;
import dev.bulkhead.rego.eval.RuleNode;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;

/** The virtual documents as one rule's planner sees them; notes what the rule uses. */
final class Documents {
  private final RuleNode root;
  private final Dependencies dependencies = new Dependencies();

  Documents(RuleNode root) {
    this.root = root;
  }

  RuleNode root() {
    return root;
  }

  Dependencies dependencies() {
    return dependencies;
  }

  /** Notes the use of all rules that a path below a node may lead to. */
  void use(RuleNode node, List<Term> rest) {
    RuleGroup group = node.group();
    if (group != null) {
      dependencies.group(group);
    }
    if (!rest.isEmpty() && rest.getFirst() instanceof Resolved.Const(Value key)) {
      RuleNode child = node.find(key);
      if (child != null) {
        use(child, rest.subList(1, rest.size()));
      }
      return;
    }
    List<Term> below = rest.isEmpty() ? rest : rest.subList(1, rest.size());
    node.children().forEach(c -> use(c, below));
  }

  /** Notes that a {@code with} replaces a document: rules that it stands for are in use. */
  void use(List<Value> path) {
    use(root, path.stream().<Term>map(Resolved.Const::new).toList());
  }

  RuleGroup function(Resolved.RuleCallee callee) {
    RuleNode node = root;
    for (String name : callee.path()) {
      RuleNode child = node.find(StringValue.of(name));
      if (child == null) {
        throw new IllegalStateException("no function " + callee.path());
      }
      node = child;
    }
    RuleGroup group = node.group();
    if (group == null) {
      throw new IllegalStateException("no function " + callee.path());
    }
    dependencies.group(group);
    return group;
  }

  /** By what a function is known to contexts that replace it. */
  Object functionKey(Callee callee) {
    return switch (callee) {
      case Resolved.BuiltinCallee b -> b.declaration().name();
      case Resolved.RuleCallee r -> function(r);
    };
  }

  Modifier.Target target(Callee callee) {
    return switch (callee) {
      case Resolved.BuiltinCallee b -> Calls.target(b.declaration());
      case Resolved.RuleCallee r -> Calls.target(function(r));
    };
  }
}
