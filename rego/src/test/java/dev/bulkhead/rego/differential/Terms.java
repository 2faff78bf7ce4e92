package dev.bulkhead.rego.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Generates terms of a kind. */
final class Terms {
  static final List<String> INPUTS =
      List.of(
          "input.n",
          "input.s",
          "input.b",
          "input.xs",
          "input.ys",
          "input.o",
          "input.deep.a",
          "input.deep.list",
          "input.missing",
          "input.objs",
          "data.d.n",
          "data.d.xs",
          "data.d.o",
          "data.d.users",
          "data.d.missing");
  static final List<String> COLLECTIONS =
      List.of("input.xs", "input.o", "input.objs", "input.deep.list", "data.d.users", "data.d.xs");

  private final RandomGenerator random;
  private final Bodies bodies;

  Terms(RandomGenerator random, Bodies bodies) {
    this.random = random;
    this.bodies = bodies;
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  Kind kind() {
    return oneOf(
        List.of(
            Kind.NUMBER,
            Kind.NUMBER,
            Kind.STRING,
            Kind.STRING,
            Kind.BOOLEAN,
            Kind.ARRAY,
            Kind.SET,
            Kind.OBJECT));
  }

  String any(Scope scope, int depth) {
    return term(kind(), scope, depth);
  }

  /** A term of a kind that can be an element: mostly scalars, so that equal ones occur. */
  String element(Scope scope, int depth) {
    return chance(0.75)
        ? term(oneOf(List.of(Kind.NUMBER, Kind.STRING)), scope, depth)
        : any(scope, depth);
  }

  String term(Kind kind, Scope scope, int depth) {
    String known = known(kind, scope);
    if (known != null && chance(0.45)) {
      return known;
    }
    if (depth <= 0 || chance(0.2)) {
      return literal(kind);
    }
    if (chance(0.12)) {
      return reference(scope, depth - 1);
    }
    if (chance(0.12)) {
      String call = call(kind, scope, depth - 1);
      if (call != null) {
        return call;
      }
    }
    return switch (kind) {
      case NUMBER -> number(scope, depth - 1);
      case STRING -> string(scope, depth - 1);
      case BOOLEAN -> bool(scope, depth - 1);
      case ARRAY -> array(scope, depth - 1);
      case SET -> set(scope, depth - 1);
      case OBJECT -> object(scope, depth - 1);
    };
  }

  private @Nullable String known(Kind kind, Scope scope) {
    return chance(0.7) ? scope.variable(kind) : scope.rule(kind);
  }

  private @Nullable String call(Kind kind, Scope scope, int depth) {
    List<Scope.Function> fitting =
        scope.functions().stream().filter(f -> f.result() == kind).toList();
    return fitting.isEmpty() ? null : call(oneOf(fitting), scope, depth);
  }

  String call(Scope.Function function, Scope scope, int depth) {
    var args = new ArrayList<String>();
    for (Kind parameter : function.parameters()) {
      args.add(chance(0.8) ? term(parameter, scope, depth) : oneOf(INPUTS));
    }
    return function.name() + "(" + String.join(", ", args) + ")";
  }

  /** A reference of no known kind: into documents, rules or variables. */
  String reference(Scope scope, int depth) {
    String root = oneOf(INPUTS);
    String variable = scope.anyVariable();
    String rule = scope.anyRule();
    int steps = random.nextInt(3);
    if (chance(0.1)) {
      root = literal(oneOf(List.of(Kind.ARRAY, Kind.OBJECT)));
      steps = Math.max(steps, 1);
    }
    if (variable != null && chance(0.15)) {
      root = variable;
      steps = chance(0.1) ? 1 : 0;
    } else if (rule != null && chance(0.25)) {
      root = chance(0.3) ? "data.t." + rule : rule;
      steps = chance(0.3) ? 1 : 0;
    }
    var out = new StringBuilder(root);
    for (int i = 0; i < steps; i++) {
      out.append('[').append(index(scope, depth - 1)).append(']');
    }
    return out.toString();
  }

  /** OPA does not resolve the names in templates within references. */
  private String index(Scope scope, int depth) {
    String term = chance(0.5) ? literal(scalar()) : term(scalar(), scope, depth);
    return term.contains("$\"") ? literal(scalar()) : term;
  }

  private Kind scalar() {
    return chance(0.5) ? Kind.NUMBER : Kind.STRING;
  }

  String literal(Kind kind) {
    return switch (kind) {
      case NUMBER -> oneOf(List.of("0", "1", "1", "2", "3", "-1", "1.5", "10"));
      case STRING -> oneOf(List.of("\"a\"", "\"b\"", "\"c\"", "\"\"", "\"a b\"", "`x`"));
      case BOOLEAN -> oneOf(List.of("true", "false"));
      case ARRAY -> oneOf(List.of("[]", "[1]", "[1, 2]", "[\"a\", \"b\"]", "[[1, \"a\"], [2]]"));
      case SET -> oneOf(List.of("set()", "{1}", "{1, 2, 3}", "{\"a\", \"b\"}", "{[1], 2}"));
      case OBJECT ->
          oneOf(
              List.of(
                  "{}",
                  "{\"a\": 1}",
                  "{\"a\": 1, \"b\": \"x\"}",
                  "{\"a\": {\"b\": [1, 2]}}",
                  "{1: \"one\", \"k\": null}"));
    };
  }

  private String number(Scope scope, int depth) {
    Supplier<String> n = () -> term(Kind.NUMBER, scope, depth);
    return switch (random.nextInt(12)) {
      case 0 -> n.get() + " + " + n.get();
      case 1 -> "(" + n.get() + " - " + n.get() + ") * " + n.get();
      case 2 -> n.get() + " / " + n.get();
      case 3 -> n.get() + " % " + n.get();
      case 4 -> "count(" + collection(scope, depth) + ")";
      case 5 -> "sum([" + n.get() + ", " + n.get() + "])";
      case 6 -> "max([" + n.get() + ", " + n.get() + "])";
      case 7 -> "abs(" + n.get() + ")";
      case 8 -> "count(" + term(Kind.STRING, scope, depth) + ")";
      case 9 -> "object.get(" + term(Kind.OBJECT, scope, depth) + ", \"a\", " + n.get() + ")";
      case 10 -> "max(" + term(Kind.SET, scope, depth) + ")";
      default -> "to_number(" + n.get() + ")";
    };
  }

  private String string(Scope scope, int depth) {
    Supplier<String> s = () -> term(Kind.STRING, scope, depth);
    return switch (random.nextInt(10)) {
      case 0 -> "concat(\"-\", [" + s.get() + ", " + s.get() + "])";
      case 1 -> "sprintf(\"%v|%v\", [" + any(scope, depth) + ", " + any(scope, depth) + "])";
      case 2 -> "upper(" + s.get() + ")";
      case 3 -> "substring(" + s.get() + ", 0, 1)";
      case 4 -> "$\"t {" + any(scope, 0).replace('`', '"') + "}\"";
      case 5 -> "format_int(" + term(Kind.NUMBER, scope, depth) + ", 10)";
      case 6 -> "replace(" + s.get() + ", \"a\", " + s.get() + ")";
      case 7 -> "split(" + s.get() + ", \"a\")[" + term(Kind.NUMBER, scope, 0) + "]";
      case 8 -> "object.get(" + reference(scope, 0) + ", " + s.get() + ", \"a\")";
      default -> "trim(" + s.get() + ", \"a\")";
    };
  }

  private String bool(Scope scope, int depth) {
    Kind kind = kind();
    return switch (random.nextInt(7)) {
      case 0 ->
          "("
              + term(kind, scope, depth)
              + " "
              + comparison()
              + " "
              + term(kind, scope, depth)
              + ")";
      case 1 -> "(" + element(scope, depth) + " in " + collection(scope, depth) + ")";
      case 2 -> "startswith(" + term(Kind.STRING, scope, depth) + ", \"a\")";
      case 4 -> "regex.match(\"a+\", " + term(Kind.STRING, scope, depth) + ")";
      case 5 ->
          "object.subset("
              + collection(scope, depth)
              + ", "
              + term(Kind.OBJECT, scope, depth)
              + ")";
      case 3 ->
          oneOf(List.of("is_number", "is_string", "is_set", "is_null"))
              + "("
              + reference(scope, depth)
              + ")";
      default ->
          "contains("
              + term(Kind.STRING, scope, depth)
              + ", "
              + term(Kind.STRING, scope, depth)
              + ")";
    };
  }

  String comparison() {
    return oneOf(List.of("==", "==", "!=", "<", "<=", ">", ">="));
  }

  String collection(Scope scope, int depth) {
    return chance(0.6)
        ? oneOf(COLLECTIONS)
        : term(oneOf(List.of(Kind.ARRAY, Kind.SET, Kind.OBJECT)), scope, depth);
  }

  private String array(Scope scope, int depth) {
    return switch (random.nextInt(8)) {
      case 0 -> "[" + elements(scope, depth) + "]";
      case 1, 2 -> {
        Scope inner = scope.inner();
        String body = bodies.inline(inner, depth);
        yield "[" + closed(element(inner, depth)) + " | " + body + "]";
      }
      case 3 ->
          "array.concat("
              + term(Kind.ARRAY, scope, depth)
              + ", "
              + term(Kind.ARRAY, scope, depth)
              + ")";
      case 4 -> "sort(" + term(Kind.SET, scope, depth) + ")";
      case 5 -> "array.slice(" + term(Kind.ARRAY, scope, depth) + ", 0, 1)";
      case 6 -> "split(" + term(Kind.STRING, scope, depth) + ", \"a\")";
      default -> "numbers.range(0, " + literal(Kind.NUMBER) + ")";
    };
  }

  /** In a comprehension a bar behind operators is one itself. */
  private static String closed(String term) {
    return term.contains(" ") ? "(" + term + ")" : term;
  }

  private String elements(Scope scope, int depth) {
    var out = new ArrayList<String>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      out.add(element(scope, depth));
    }
    return String.join(", ", out);
  }

  private String set(Scope scope, int depth) {
    Supplier<String> s = () -> term(Kind.SET, scope, depth);
    return switch (random.nextInt(9)) {
      case 0 -> "{" + elements(scope, depth) + "}";
      case 1, 2 -> {
        Scope inner = scope.inner();
        String body = bodies.inline(inner, depth);
        yield "{" + closed(element(inner, depth)) + " | " + body + "}";
      }
      case 3 -> "(" + s.get() + " | " + s.get() + ")";
      case 4 -> "(" + s.get() + " & " + s.get() + ")";
      case 5 -> "union({" + s.get() + ", " + s.get() + "})";
      case 6 -> "intersection({" + s.get() + ", " + s.get() + "})";
      case 7 -> "object.keys(" + term(Kind.OBJECT, scope, depth) + ")";
      default -> "(" + s.get() + " - " + s.get() + ")";
    };
  }

  /**
   * Comprehensions give equal keys equal values: OPA skips some that would fail, where an index
   * tells it that the rule does not apply.
   */
  private String object(Scope scope, int depth) {
    return switch (random.nextInt(7)) {
      case 0 -> "{" + key(scope, depth) + ": " + any(scope, depth) + "}";
      case 1, 2 -> {
        Scope inner = scope.inner();
        String body = bodies.inline(inner, depth);
        String key = key(inner, depth);
        yield "{" + key + ": [" + key + "] | " + body + "}";
      }
      case 3 ->
          "object.union("
              + term(Kind.OBJECT, scope, depth)
              + ", "
              + term(Kind.OBJECT, scope, depth)
              + ")";
      case 4 -> "object.filter(" + term(Kind.OBJECT, scope, depth) + ", [\"a\", \"b\"])";
      case 5 ->
          "{\"a\": "
              + any(scope, depth)
              + ", "
              + key(scope, depth)
              + ": "
              + any(scope, depth)
              + "}";
      default -> "object.remove(" + term(Kind.OBJECT, scope, depth) + ", [\"a\"])";
    };
  }

  private String key(Scope scope, int depth) {
    return term(scalar(), scope, depth);
  }
}
