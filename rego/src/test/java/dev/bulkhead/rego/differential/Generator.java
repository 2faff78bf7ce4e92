package dev.bulkhead.rego.differential;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Generates programs: rules of every kind, each of which may use those before it. The same seed
 * gives the same program.
 */
final class Generator {
  /** The base documents that programs read. */
  static final String DATA =
      """
      {"d": {"n": 3, "xs": [1, 2, 3, 2], "o": {"a": 1, "b": {"c": "x"}}, "pairs": [[1, "a"], [2, "b"]],
       "users": [{"name": "ann", "id": 1, "tags": ["a", "b"]}, {"name": "bob", "id": 2, "tags": []}]}}
      """;

  private static final List<String> INPUTS =
      List.of(
          """
          {"n": 1, "s": "a", "b": true, "xs": [1, "a", 2], "ys": [], "o": {"a": 1, "b": "x", "c": [1]}, "deep": {"a": {"b": 1}, "list": [[1], [2, [3]]]}, "objs": [{"name": "a", "k": 1}, {"name": "b", "k": 2}]}
          """,
          """
          {"n": 2.5, "s": "b", "b": false, "xs": [3, 3, null], "o": {}, "deep": {"a": [], "list": {"x": 1}}, "objs": {"p": {"name": 1}, "q": []}}
          """);

  private final RandomGenerator random;
  private final Bodies bodies;
  private final Terms terms;
  private final Scope scope;

  private Generator(long seed) {
    this.random = new SplittableRandom(seed);
    this.bodies = new Bodies(random);
    this.terms = bodies.terms();
    this.scope = Scope.empty(random);
  }

  static Program program(long seed) {
    return new Generator(seed).program();
  }

  private Program program() {
    var blocks = new ArrayList<String>();
    for (int i = 2 + random.nextInt(3); i > 0; i--) {
      blocks.addAll(rule("r" + i));
    }
    if (terms.chance(0.3)) {
      Collections.shuffle(blocks, new Random(random.nextLong()));
    }
    return new Program(blocks, INPUTS.stream().map(String::strip).toList());
  }

  private List<String> rule(String name) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> complete(name);
      case 3, 4 -> set(name);
      case 5 -> object(name);
      case 6, 7 -> function(name);
      case 8 -> nested(name);
      default -> constant(name);
    };
  }

  private String body(Scope inner) {
    List<String> lines = bodies.expressions(inner, 3, 1 + random.nextInt(4));
    return "{\n  " + String.join("\n  ", lines) + "\n}";
  }

  private List<String> constant(String name) {
    Kind kind = terms.kind();
    String rule = name + " := " + terms.term(kind, scope, 3) + "\n";
    scope.define(new Scope.Known(name, kind));
    return List.of(rule);
  }

  private List<String> complete(String name) {
    Kind kind = terms.kind();
    var out = new ArrayList<String>();
    if (terms.chance(0.3)) {
      out.add("default " + name + " := " + terms.literal(kind) + "\n");
    }
    for (int i = terms.chance(0.25) ? 2 : 1; i > 0; i--) {
      out.add(branch(name, kind, terms.chance(0.3)));
    }
    scope.define(new Scope.Known(name, kind));
    return out;
  }

  private String branch(String head, Kind kind, boolean otherwise) {
    Scope inner = scope.inner();
    return branch(head, kind, otherwise, inner, inner);
  }

  private String branch(String head, Kind kind, boolean otherwise, Scope first, Scope second) {
    String body = body(first);
    boolean value = terms.chance(0.8);
    String out = head + (value ? " := " + terms.term(kind, first, 2) : "") + " if " + body;
    if (otherwise) {
      Scope inner = second == first ? scope.inner() : second;
      String other = body(inner);
      out += " else := " + terms.term(kind, inner, 2) + (terms.chance(0.7) ? " if " + other : "");
    }
    return out + "\n";
  }

  private List<String> set(String name) {
    var out = new ArrayList<String>();
    for (int i = terms.chance(0.3) ? 2 : 1; i > 0; i--) {
      Scope inner = scope.inner();
      String body = body(inner);
      out.add(name + " contains " + terms.element(inner, 2) + " if " + body + "\n");
    }
    scope.define(new Scope.Known(name, Kind.SET));
    return out;
  }

  private List<String> object(String name) {
    var out = new ArrayList<String>();
    for (int i = terms.chance(0.3) ? 2 : 1; i > 0; i--) {
      Scope inner = scope.inner();
      String body = body(inner);
      String key = terms.term(terms.chance(0.5) ? Kind.STRING : Kind.NUMBER, inner, 1);
      out.add(name + "[" + key + "] := " + terms.element(inner, 2) + " if " + body + "\n");
    }
    scope.define(new Scope.Known(name, Kind.OBJECT));
    return out;
  }

  /** Rules whose heads are references: with constants, variables and sets below. */
  private List<String> nested(String name) {
    var out = new ArrayList<String>();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      Scope inner = scope.inner();
      String body = body(inner);
      String key = terms.term(Kind.STRING, inner, 0);
      String value = terms.element(inner, 1);
      out.add(
          switch (random.nextInt(8)) {
            case 0 -> name + ".a := " + terms.literal(Kind.NUMBER) + "\n";
            case 1 -> name + ".b.c := " + value + " if " + body + "\n";
            case 2 -> name + ".a[" + key + "] := " + value + " if " + body + "\n";
            case 3 -> name + "[" + key + "].z := " + value + " if " + body + "\n";
            case 5 -> name + ".b[" + key + "][1] := " + value + " if " + body + "\n";
            case 6 -> {
              String second = terms.term(Kind.NUMBER, inner, 1);
              yield name + "[" + key + "][" + second + "] := " + value + " if " + body + "\n";
            }
            case 4 -> name + "[" + key + "] contains " + value + " if " + body + "\n";
            default -> name + ".d contains " + value + " if " + body + "\n";
          });
    }
    scope.define(new Scope.Known(name, Kind.OBJECT));
    return out;
  }

  private List<String> function(String name) {
    Kind result = terms.kind();
    List<Kind> parameters =
        IntStream.rangeClosed(0, random.nextInt(2)).mapToObj(i -> terms.kind()).toList();
    var out = new ArrayList<String>();
    if (terms.chance(0.15)) {
      String wildcards = String.join(", ", Collections.nCopies(parameters.size(), "_"));
      out.add("default " + name + "(" + wildcards + ") := " + terms.literal(result) + "\n");
    }
    for (int i = terms.chance(0.3) ? 2 : 1; i > 0; i--) {
      Scope inner = scope.inner();
      Scope otherwise = scope.inner();
      var names = new ArrayList<String>();
      for (Kind parameter : parameters) {
        names.add(parameter(parameter, List.of(inner, otherwise)));
      }
      String head = name + "(" + String.join(", ", names) + ")";
      out.add(branch(head, result, terms.chance(0.25), inner, otherwise));
    }
    scope.define(new Scope.Function(name, parameters, result));
    return out;
  }

  private String parameter(Kind kind, List<Scope> bodiesOfFunction) {
    if (terms.chance(0.2)) {
      return terms.literal(kind);
    }
    String name = scope.freshName();
    if (kind == Kind.ARRAY && terms.chance(0.4)) {
      String second = scope.freshName();
      bodiesOfFunction.forEach(s -> {
        s.bindPart(name, "input.");
        s.bindPart(second, "input.");
      });
      return "[" + name + ", " + second + "]";
    }
    bodiesOfFunction.forEach(s -> s.bind(name, kind));
    return name;
  }
}
