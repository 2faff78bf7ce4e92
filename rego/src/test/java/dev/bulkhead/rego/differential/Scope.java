package dev.bulkhead.rego.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a term may refer to: the variables bound around it, and rules defined before. */
final class Scope {
  /**
   * A variable or a rule.
   *
   * @param kind null where it may be of any kind
   * @param opaque whether OPA's type checker knows more of its kind than the generator does, so
   *     that it fits only where anything does
   */
  record Known(String name, @Nullable Kind kind, boolean opaque) {
    Known(String name, Kind kind) {
      this(name, kind, false);
    }
  }

  /** A function, with the kinds of its parameters. */
  record Function(String name, List<Kind> parameters, Kind result) {}

  private final RandomGenerator random;
  private final List<Known> variables;
  private final List<Known> rules;
  private final List<Function> functions;
  private final int[] counter;

  private Scope(
      RandomGenerator random,
      List<Known> variables,
      List<Known> rules,
      List<Function> functions,
      int[] counter) {
    this.random = random;
    this.variables = variables;
    this.rules = rules;
    this.functions = functions;
    this.counter = counter;
  }

  static Scope empty(RandomGenerator random) {
    return new Scope(random, List.of(), new ArrayList<>(), new ArrayList<>(), new int[1]);
  }

  /** A scope within this one, whose variables end with it. */
  Scope inner() {
    return new Scope(random, new ArrayList<>(variables), rules, functions, counter);
  }

  String freshName() {
    return "v" + counter[0]++;
  }

  void bind(String name, Kind kind) {
    variables.add(new Known(name, kind));
  }

  /** Binds a variable to a part of a term; what comes from the input may be of any kind. */
  void bindPart(String name, String whole) {
    boolean dynamic = whole.startsWith("input.") && !whole.contains("|");
    variables.add(new Known(name, null, !dynamic));
  }

  void define(Known rule) {
    rules.add(rule);
  }

  void define(Function function) {
    functions.add(function);
  }

  @Nullable String variable(Kind kind) {
    return pick(
        variables.stream()
            .filter(v -> !v.opaque() && (v.kind() == null || v.kind() == kind))
            .toList());
  }

  @Nullable String anyVariable() {
    return pick(variables);
  }

  @Nullable String rule(Kind kind) {
    return pick(rules.stream().filter(r -> r.kind() == kind).toList());
  }

  @Nullable String anyRule() {
    return pick(rules);
  }

  private @Nullable String pick(List<Known> known) {
    return known.isEmpty() ? null : known.get(random.nextInt(known.size())).name();
  }

  List<Function> functions() {
    return functions;
  }
}
