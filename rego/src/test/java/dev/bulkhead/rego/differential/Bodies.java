package dev.bulkhead.rego.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Generates the expressions of a body; each may bind variables for those behind it. */
final class Bodies {
  private final RandomGenerator random;
  private final Terms terms;

  Bodies(RandomGenerator random) {
    this.random = random;
    this.terms = new Terms(random, this);
  }

  Terms terms() {
    return terms;
  }

  /** A body on one line, within a term. */
  String inline(Scope scope, int depth) {
    return String.join("; ", expressions(scope, depth, 1 + random.nextInt(2)));
  }

  /** Expressions in an order in which each stands behind what it needs, or in any order. */
  List<String> expressions(Scope scope, int depth, int count) {
    var out = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      Scope before = scope.inner();
      out.add(modified(expression(scope, depth), before));
    }
    if (terms.chance(0.05)) {
      Collections.shuffle(out, new Random(random.nextLong()));
    }
    return out;
  }

  private String expression(Scope scope, int depth) {
    return switch (random.nextInt(16)) {
      case 0, 1, 2 -> assignment(scope, depth);
      case 3, 4 -> iteration(scope, depth);
      case 5 -> pairs(scope, depth);
      case 6 -> unification(scope);
      case 7 -> indexed(scope);
      case 8 -> every(scope, depth);
      case 9 -> "not " + negatable(scope, depth);
      case 10 -> terms.element(scope, depth) + " in " + terms.collection(scope, depth);
      case 11 -> terms.reference(scope, depth);
      case 12 -> walk(scope, depth);
      case 13 -> declared(scope, depth);
      default -> comparison(scope, depth);
    };
  }

  private String comparison(Scope scope, int depth) {
    Kind kind = terms.kind();
    String right =
        terms.chance(0.3) ? terms.reference(scope, depth) : terms.term(kind, scope, depth);
    return terms.term(kind, scope, depth) + " " + terms.comparison() + " " + right;
  }

  private String negatable(Scope scope, int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> "startswith(" + terms.term(Kind.STRING, scope, depth) + ", \"a\")";
      case 1 -> terms.reference(scope, depth);
      case 2 -> terms.element(scope, depth) + " in " + terms.collection(scope, depth);
      default -> comparison(scope, depth);
    };
  }

  private String assignment(Scope scope, int depth) {
    Kind kind = terms.kind();
    String term = terms.term(kind, scope, depth);
    String name = scope.freshName();
    scope.bind(name, kind);
    return name + (terms.chance(0.85) ? " := " : " = ") + term;
  }

  private String iteration(Scope scope, int depth) {
    String collection = terms.collection(scope, depth);
    String name = scope.freshName();
    scope.bindPart(name, collection);
    return "some " + name + " in " + collection;
  }

  private String pairs(Scope scope, int depth) {
    String collection = terms.collection(scope, depth);
    String key = scope.freshName();
    String value = scope.freshName();
    scope.bindPart(key, collection);
    scope.bindPart(value, collection);
    return "some " + key + ", " + value + " in " + collection;
  }

  private String unification(Scope scope) {
    String a = scope.freshName();
    String b = scope.freshName();
    String left;
    String right;
    if (terms.chance(0.3)) {
      left = "[" + a + ", " + b + "]";
      right = "[" + terms.any(scope, 1) + ", " + terms.any(scope, 1) + "]";
    } else {
      left =
          terms.oneOf(
              List.of(
                  "[" + a + ", " + b + "]",
                  "{\"a\": " + a + ", \"b\": " + b + "}",
                  "[" + a + ", [" + b + ", _]]",
                  "[1, " + a + ", " + b + "]"));
      right = terms.oneOf(List.of("input.xs", "data.d.pairs[_]", "input.o", "input.deep.list"));
    }
    scope.bindPart(a, right);
    scope.bindPart(b, right);
    return terms.chance(0.5) ? left + " = " + right : right + " = " + left;
  }

  /** An iteration by reference: the variable is bound by what it indexes. */
  private String indexed(Scope scope) {
    String name = scope.freshName();
    String collection = terms.oneOf(Terms.COLLECTIONS);
    String rule = scope.anyRule();
    if (rule != null && terms.chance(0.3)) {
      collection = rule;
    }
    String step =
        collection.equals(rule) || terms.chance(0.5) ? "" : terms.oneOf(List.of(".name", "[_]"));
    scope.bindPart(name, collection);
    if (terms.chance(0.5)) {
      String value = scope.freshName();
      scope.bindPart(value, collection);
      return value + " := " + collection + "[" + name + "]" + step;
    }
    return collection + "[" + name + "]" + step;
  }

  private String every(Scope scope, int depth) {
    String collection = terms.collection(scope, depth);
    Scope inner = scope.inner();
    String key = inner.freshName();
    String value = inner.freshName();
    inner.bindPart(value, collection);
    String head = value;
    if (terms.chance(0.4)) {
      inner.bindPart(key, collection);
      head = key + ", " + value;
    }
    String body = used(inline(inner, depth - 1), value);
    body = head.equals(value) ? body : used(body, key);
    return "every " + head + " in " + collection + " { " + body + " }";
  }

  /** A variable that is declared and never used is an error. */
  private static String used(String body, String name) {
    return body.contains(name) ? body : body + "; " + name + " != \"zz\"";
  }

  private String walk(Scope scope, int depth) {
    String term = terms.chance(0.5) ? "input.deep" : terms.any(scope, depth);
    String path = scope.freshName();
    String value = scope.freshName();
    scope.bindPart(path, term);
    scope.bindPart(value, term);
    return "walk(" + term + ", [" + path + ", " + value + "])";
  }

  /** A declared variable that another expression binds. */
  private String declared(Scope scope, int depth) {
    String name = scope.freshName();
    String binding = name + " = " + terms.any(scope.inner(), depth);
    if (terms.chance(0.5)) {
      binding = terms.oneOf(Terms.COLLECTIONS) + "[" + name + "]";
    }
    scope.bindPart(name, binding);
    return "some " + name + "; " + binding;
  }

  /** Some expressions are evaluated with other documents or functions. */
  private String modified(String expression, Scope scope) {
    boolean plain = expression.startsWith("some ") || expression.startsWith("every ");
    if (plain || terms.chance(0.88)) {
      return expression;
    }
    return expression + " with " + target(scope);
  }

  private String target(Scope scope) {
    String rule = scope.anyRule();
    return switch (random.nextInt(7)) {
      case 0 -> "input as " + terms.literal(Kind.OBJECT);
      case 1 -> "input.n as " + terms.term(Kind.NUMBER, scope, 1);
      case 2 -> "input.xs as " + terms.term(Kind.ARRAY, scope, 1);
      case 3 -> "data.d.xs as " + terms.literal(Kind.ARRAY) + " with input.n as 7";
      case 4 -> "data.d as " + terms.literal(Kind.OBJECT);
      case 5 -> rule == null ? "upper as lower" : "data.t." + rule + " as " + terms.any(scope, 0);
      default ->
          scope.functions().isEmpty()
              ? "count as 5"
              : terms.oneOf(scope.functions()).name() + " as " + terms.any(scope, 0);
    };
  }
}
