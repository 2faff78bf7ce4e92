package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.builtins.Signature;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.ObjectOf;
import dev.bulkhead.rego.builtins.Type.SetOf;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.eval.RuleGroup;
import dev.bulkhead.rego.eval.RuleNode;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The types of rules and functions, each worked out (and its rules checked) when first asked for.
 * Rules must be free of recursion.
 */
final class RuleTypes {
  private final RuleNode root;
  private final Function<RuleGroup, List<ResolvedRule>> rules;
  private final Map<RuleGroup, Type> documents = new IdentityHashMap<>();
  private final Map<RuleGroup, Signature> functions = new IdentityHashMap<>();
  private final List<RegoError> errors = new ArrayList<>();

  RuleTypes(RuleNode root, Function<RuleGroup, List<ResolvedRule>> rules) {
    this.root = root;
    this.rules = rules;
  }

  /**
   * The document that a path begins with.
   *
   * @param length how many keys of the path lead to it
   * @param function whether it is none but a function
   */
  record Found(Type type, int length, boolean function) {
    static final Found UNKNOWN = new Found(Type.ANYTHING, 0, false);
  }

  List<RegoError> errors() {
    return errors;
  }

  /** Checks the rules of a group. */
  void check(RuleGroup group) {
    if (group.kind() == RuleGroup.Kind.FUNCTION) {
      signature(group);
    } else {
      type(group);
    }
  }

  Found document(List<Term> path) {
    RuleNode node = root;
    for (int i = 0; i <= path.size(); i++) {
      RuleGroup group = node.group();
      if (group != null) {
        boolean function = group.kind() == RuleGroup.Kind.FUNCTION;
        return new Found(function ? Type.ANYTHING : type(group), i, function);
      }
      if (i == path.size() || !(path.get(i) instanceof Resolved.Const(Value key))) {
        return Found.UNKNOWN;
      }
      RuleNode child = node.find(key);
      if (child == null) {
        return Found.UNKNOWN;
      }
      node = child;
    }
    return Found.UNKNOWN;
  }

  @Nullable Signature function(List<String> path) {
    RuleNode node = root;
    for (String name : path) {
      RuleNode child = node.find(StringValue.of(name));
      if (child == null) {
        return null;
      }
      node = child;
    }
    RuleGroup group = node.group();
    return group == null ? null : signature(group);
  }

  private Type type(RuleGroup group) {
    Type known = documents.get(group);
    if (known != null) {
      return known;
    }
    Type type = null;
    for (ResolvedRule rule : rules.apply(group)) {
      for (ResolvedRule branch = rule; branch != null; branch = branch.otherwise()) {
        type = TypeAlgebra.or(type, document(branch));
      }
    }
    Type result = type == null ? Type.ANYTHING : type;
    documents.put(group, result);
    return result;
  }

  private Type document(ResolvedRule rule) {
    var environment = new TypeEnvironment(this);
    if (!check(rule, environment)) {
      return Type.ANYTHING;
    }
    Type type = environment.type(rule.value());
    if (type != null && rule.member().rule().head().kind() == Rule.Kind.MULTI_VALUE) {
      type = new SetOf(type);
    }
    for (Term key : rule.path().reversed()) {
      Type keyType = environment.type(key);
      if (type == null || keyType == null) {
        return Type.ANYTHING;
      }
      type = new ObjectOf(Map.of(), keyType, type);
    }
    return type == null ? Type.ANYTHING : type;
  }

  private Signature signature(RuleGroup group) {
    Signature known = functions.get(group);
    if (known != null) {
      return known;
    }
    var parameters = new ArrayList<Type>();
    Type result = null;
    for (ResolvedRule rule : rules.apply(group)) {
      for (ResolvedRule branch = rule; branch != null; branch = branch.otherwise()) {
        var environment = new TypeEnvironment(this);
        boolean sound = check(branch, environment);
        Type value = sound ? environment.type(branch.value()) : null;
        result = TypeAlgebra.or(result, value == null ? Type.ANYTHING : value);
        for (int i = 0; i < branch.args().size(); i++) {
          Type arg = sound ? environment.type(branch.args().get(i)) : null;
          Type own = arg == null ? Type.ANYTHING : arg;
          if (i < parameters.size()) {
            parameters.set(i, TypeAlgebra.or(parameters.get(i), own));
          } else {
            parameters.add(own);
          }
        }
      }
    }
    var signature =
        new Signature(
            parameters.stream().map(t -> new Signature.Parameter("", t)).toList(),
            null,
            new Signature.Parameter("", result == null ? Type.ANYTHING : result));
    functions.put(group, signature);
    return signature;
  }

  private boolean check(ResolvedRule rule, TypeEnvironment environment) {
    var checker = new TypeChecker(environment);
    checker.rule(rule);
    errors.addAll(checker.errors());
    return checker.errors().isEmpty();
  }
}
