package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.syntax.Annotations;
import dev.bulkhead.rego.syntax.Annotations.Scope;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rego.metadata.rule()} and {@code rego.metadata.chain()} give in one rule; known at
 * compile time.
 */
final class RuleMetadata {
  private final List<Module> modules;
  private final RuleSet.Member member;

  RuleMetadata(List<Module> modules, RuleSet.Member member) {
    this.modules = modules;
    this.member = member;
  }

  @Nullable Value value(String function) {
    return function.equals("rego.metadata.chain") ? chain() : rule();
  }

  private Value rule() {
    for (Annotations a : member.module().annotations()) {
      if (a.scope() == Scope.RULE && a.rule() == member.rule()) {
        return a.metadata();
      }
    }
    return ObjectValue.EMPTY;
  }

  /** From the rule outwards: rule, document, package, and packages around it. */
  private Value chain() {
    List<String> packagePath = member.module().packagePath();
    List<String> path = RuleSet.path(member.module(), member.rule());
    var links = new ArrayList<Value>();
    List<Annotations> own =
        member.module().annotations().stream()
            .filter(a -> a.scope() == Scope.RULE && a.rule() == member.rule())
            .toList();
    if (own.isEmpty()) {
      links.add(link(path, null));
    }
    own.reversed().forEach(a -> links.add(link(path, a)));
    Annotations document = document(path);
    if (document != null) {
      links.add(link(path, document));
    }
    for (Module module : modules) {
      module.annotations().stream()
          .filter(a -> a.scope() == Scope.PACKAGE && module.packagePath().equals(packagePath))
          .forEach(a -> links.add(link(packagePath, a)));
    }
    subpackages(packagePath, links);
    return ArrayValue.of(links);
  }

  private @Nullable Annotations document(List<String> path) {
    for (Module module : modules) {
      for (Annotations a : module.annotations()) {
        if (a.scope() == Scope.DOCUMENT
            && a.rule() != null
            && RuleSet.path(module, a.rule()).equals(path)) {
          return a;
        }
      }
    }
    return null;
  }

  private void subpackages(List<String> packagePath, List<Value> links) {
    for (int length = packagePath.size(); length > 0; length--) {
      List<String> prefix = packagePath.subList(0, length);
      for (Module module : modules) {
        module.annotations().stream()
            .filter(a -> a.scope() == Scope.SUBPACKAGES && module.packagePath().equals(prefix))
            .forEach(a -> links.add(link(prefix, a)));
      }
    }
  }

  private static Value link(List<String> path, @Nullable Annotations annotations) {
    var out = new LinkedHashMap<Value, Value>();
    out.put(StringValue.of("path"), ArrayValue.of(path.stream().map(StringValue::of).toList()));
    if (annotations != null) {
      out.put(StringValue.of("annotations"), annotations.metadata());
    }
    return ObjectValue.wrap(out);
  }
}
