package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.builtins.Signature;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.Entries;
import dev.bulkhead.rego.builtins.Type.ObjectOf;
import dev.bulkhead.rego.builtins.Type.SetOf;
import dev.bulkhead.rego.compile.ClosureTypes.Checked;
import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Const;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types of rules and functions. Rules are checked in the order of their places, each behind
 * those that it uses; they must be free of recursion.
 */
final class RuleTypes {
  private final RuleIndex index;
  private final TypeTree documents = new TypeTree();
  private final Set<RuleIndex.Entry> begun = new HashSet<>();
  private final Map<List<Term>, TypeTree> affected = new HashMap<>();
  private final List<RegoError> errors = new ArrayList<>();

  RuleTypes(RuleIndex index) {
    this.index = index;
  }

  /** Checks all rules; what is wrong in them. */
  List<RegoError> check() {
    index.entries().stream().sorted(RuleIndex.BY_PLACE).forEach(this::check);
    return errors;
  }

  /** Checks a query against the rules; what is wrong in it. */
  List<RegoError> check(Body query) {
    var unsafe = new ArrayList<RegoError>();
    Body body = Hoisting.of(Flattening.of(query), new Bound(), false, unsafe);
    return !unsafe.isEmpty()
        ? unsafe
        : new TypeChecker(this).body(TypeEnvironment.of(documents), body).errors();
  }

  /** The type of a document in an environment; that of a function is its signature. */
  @Nullable Type document(TypeEnvironment env, List<Term> path) {
    return env.document(TypeEnvironment.DATA, path);
  }

  /** A function's signature; null where it may be another. */
  @Nullable Signature function(TypeEnvironment env, List<String> path) {
    return document(env, DocumentUses.path(path)) instanceof Signature signature ? signature : null;
  }

  /** The type of what {@code with} replaces; null where that is a built-in. */
  @Nullable Type target(TypeEnvironment env, Resolved.Target target) {
    return switch (target) {
      case Resolved.InputTarget t -> env.document(TypeEnvironment.INPUT, constants(t.path()));
      case Resolved.DataTarget t -> document(env, constants(t.path()));
      case Resolved.FunctionTarget t -> null;
    };
  }

  /** The path of a document that {@code with} replaces; null where it replaces a function. */
  static @Nullable List<Value> path(Resolved.Target target) {
    return switch (target) {
      case Resolved.InputTarget t -> below(TypeEnvironment.INPUT, t.path());
      case Resolved.DataTarget t -> below(TypeEnvironment.DATA, t.path());
      case Resolved.FunctionTarget t -> null;
    };
  }

  private static List<Value> below(Value root, List<Value> path) {
    var out = new ArrayList<Value>();
    out.add(root);
    out.addAll(path);
    return out;
  }

  private static List<Term> constants(List<Value> path) {
    return path.stream().<Term>map(Const::new).toList();
  }

  /**
   * The documents that may have any type once something is replaced: those of the rules that depend
   * on it. Null where there are none.
   */
  @Nullable TypeTree affected(Resolved.Target target) {
    return switch (target) {
      case Resolved.InputTarget t -> null;
      case Resolved.DataTarget t -> affected(constants(t.path()), null);
      case Resolved.FunctionTarget(Resolved.RuleCallee f) ->
          affected(
              DocumentUses.path(f.path()), f.path().stream().<Value>map(StringValue::of).toList());
      case Resolved.FunctionTarget t -> null;
    };
  }

  /**
   * @param function the path of the function that is replaced, which keeps its signature; null
   *     where a document is
   */
  private @Nullable TypeTree affected(List<Term> path, @Nullable List<Value> function) {
    TypeTree tree =
        affected.computeIfAbsent(
            path,
            p -> {
              var made = new TypeTree();
              for (RuleIndex.Entry entry : index.dependents(path)) {
                if (!entry.path().equals(function)) {
                  made.put(below(TypeEnvironment.DATA, entry.path()), Type.ANYTHING);
                }
              }
              return made;
            });
    return tree.isEmpty() ? null : tree;
  }

  private void check(RuleIndex.Entry entry) {
    if (begun.add(entry)) {
      index.uses(entry).forEach(this::check);
      new Checking(entry).run();
    }
  }

  /** One rule, in the form in which its types are checked. */
  private final class Checking {
    private final RuleIndex.Entry entry;
    private final ResolvedRule rule;
    private final TypeChecker checker = new TypeChecker(RuleTypes.this);
    private final List<Value> path;
    private final List<Term> keys = new ArrayList<>();
    private final List<Term> args = new ArrayList<>();

    Checking(RuleIndex.Entry entry) {
      this.entry = entry;
      this.rule = entry.rule();
      this.path = below(TypeEnvironment.DATA, entry.path());
    }

    void run() {
      var flat = new Flattening(rule.scope());
      if (rule.body() != null) {
        rule.body().exprs().forEach(flat::add);
      }
      rule.path().forEach(k -> keys.add(flat.key(k, rule.location())));
      rule.args().forEach(a -> args.add(flat.head(a, rule.location())));
      Term value = flat.head(rule.value(), rule.location());
      var bound = new Bound();
      args.forEach(a -> Variables.visit(a, (variable, location) -> bound.add(variable)));
      var wrong = new ArrayList<RegoError>();
      Body body = Hoisting.of(flat.body(), bound, true, wrong);
      Checked checked = checker.body(TypeEnvironment.of(documents), body);
      if (wrong.isEmpty()) {
        wrong.addAll(checked.errors());
      }
      if (!wrong.isEmpty()) {
        errors.addAll(wrong);
        refused();
        return;
      }
      Type type =
          rule.member().isFunction()
              ? function(checked.env(), value)
              : document(checked.env(), value);
      if (type != null) {
        documents.insert(path, TypeSize.bounded(type));
      }
    }

    /** What refers to a rule in error is no further error. */
    private void refused() {
      if (entry.ground()) {
        documents.put(path, Type.ANYTHING);
      } else {
        documents.at(path);
      }
    }

    private Type function(TypeEnvironment env, Term value) {
      args.forEach(a ->
          Variables.visit(
              a,
              (variable, location) -> {
                if (env.variable(variable) == null) {
                  env.put(variable, Type.ANYTHING);
                }
              }));
      var parameters = new ArrayList<Signature.Parameter>();
      args.forEach(a -> parameters.add(new Signature.Parameter("", checker.type(env, a))));
      Type result = checker.type(env, value);
      return new Signature(
          parameters, null, result == null ? null : new Signature.Parameter("", result));
    }

    private @Nullable Type document(TypeEnvironment env, Term value) {
      Type type = checker.type(env, value);
      if (type != null && rule.member().rule().head().kind() == Rule.Kind.MULTI_VALUE) {
        type = new SetOf(type);
      }
      List<Term> open = keys.stream().dropWhile(Const.class::isInstance).toList();
      for (Term key : open.reversed()) {
        Type keyType = checker.type(env, key);
        if (type == null || keyType == null) {
          return null;
        }
        type = new ObjectOf(Collections.emptySortedMap(), new Entries(keyType, type));
      }
      return type;
    }
  }
}
