package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.builtins.BuiltinRegistry;
import dev.bulkhead.rego.builtins.Declaration;
import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Callee;
import dev.bulkhead.rego.compile.Resolved.Const;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names of one rule or query: what is a variable of which scope, what a document, what
 * a function.
 */
final class Resolver {
  private final Names names;
  private final BuiltinRegistry builtins;
  private final Function<List<String>, @Nullable Integer> functionArity;
  private final Function<String, @Nullable Value> metadata;
  private int scopes;

  /**
   * @param functionArity parameters of the function at a path below data; null where there is none
   * @param metadata the value of {@code rego.metadata.rule} and {@code rego.metadata.chain} for the
   *     rule at hand
   */
  Resolver(
      Names names,
      BuiltinRegistry builtins,
      Function<List<String>, @Nullable Integer> functionArity,
      Function<String, @Nullable Value> metadata) {
    this.names = names;
    this.builtins = builtins;
    this.functionArity = functionArity;
    this.metadata = metadata;
  }

  Scope scope(@Nullable Scope parent) {
    return new Scope(parent, scopes++);
  }

  /** Resolves a body in a scope made for it. */
  Body body(dev.bulkhead.rego.syntax.Body body, Scope scope) {
    new UndeclaredNames(names, scope).collect(body);
    var exprs = new ArrayList<Expr>(body.exprs().size());
    for (var expr : body.exprs()) {
      Expr resolved = expr(expr, scope);
      if (resolved != null) {
        exprs.add(resolved);
      }
    }
    return new Body(scope.id(), exprs);
  }

  private @Nullable Expr expr(dev.bulkhead.rego.syntax.Expr expr, Scope scope) {
    Location location = expr.location();
    List<Resolved.Modification> modifications = modifications(expr.withs(), scope);
    Expr inner =
        switch (expr) {
          case dev.bulkhead.rego.syntax.Expr.SomeDecl e -> {
            e.vars().forEach(v -> declare(v, scope));
            yield null;
          }
          case dev.bulkhead.rego.syntax.Expr.SomeIn e -> {
            Term domain = term(e.domain(), scope);
            Term key = e.key() == null ? null : pattern(e.key(), scope, new ArrayList<>());
            yield new Resolved.SomeIn(
                key, pattern(e.value(), scope, new ArrayList<>()), domain, location);
          }
          case dev.bulkhead.rego.syntax.Expr.Every e -> every(e, scope);
          case dev.bulkhead.rego.syntax.Expr.TermExpr e -> termExpr(e, scope);
        };
    if (inner == null || modifications.isEmpty()) {
      return inner;
    }
    if (inner instanceof Resolved.Not not) {
      return new Resolved.Not(new Resolved.With(modifications, not.inner(), location), location);
    }
    return new Resolved.With(modifications, inner, location);
  }

  private Variable declare(dev.bulkhead.rego.syntax.Term.Var v, Scope scope) {
    if (scope.declares(v.name())) {
      throw error(RegoError.COMPILE, "var " + v.name() + " declared above", v.location());
    }
    return scope.declare(v.name());
  }

  private Expr every(dev.bulkhead.rego.syntax.Expr.Every e, Scope scope) {
    Term domain = term(e.domain(), scope);
    Scope inside = scope(scope);
    Variable key = null;
    if (e.key() instanceof dev.bulkhead.rego.syntax.Term.Var k) {
      key = inside.declare(k.name());
    }
    String name = e.value() instanceof dev.bulkhead.rego.syntax.Term.Var v ? v.name() : "$value";
    Variable value = inside.declare(name);
    return new Resolved.Every(key, value, domain, body(e.body(), scope(inside)), e.location());
  }

  private Expr termExpr(dev.bulkhead.rego.syntax.Expr.TermExpr e, Scope scope) {
    Expr inner = positive(e.term(), scope, e.location());
    return e.negated() ? new Resolved.Not(inner, e.location()) : inner;
  }

  private Expr positive(dev.bulkhead.rego.syntax.Term term, Scope scope, Location location) {
    if (term instanceof dev.bulkhead.rego.syntax.Term.Call call && call.args().size() == 2) {
      String operator = infix(call);
      if (operator.equals("eq")) {
        Term left = term(call.args().get(0), scope);
        return new Resolved.Unify(left, term(call.args().get(1), scope), location);
      }
      if (operator.equals("assign")) {
        Term value = term(call.args().get(1), scope);
        return new Resolved.Unify(pattern(call.args().get(0), scope, null), value, location);
      }
    }
    Term resolved = term(term, scope);
    if (resolved instanceof Resolved.Call call && call.args().size() == arity(call.callee()) + 1) {
      List<Term> args = call.args();
      return new Resolved.Unify(
          new Resolved.Call(call.callee(), args.subList(0, args.size() - 1), location),
          args.getLast(),
          location);
    }
    return new Resolved.Test(resolved, location);
  }

  private static String infix(dev.bulkhead.rego.syntax.Term.Call call) {
    return call.operator() instanceof dev.bulkhead.rego.syntax.Term.Var v ? v.name() : "";
  }

  private int arity(Callee callee) {
    return switch (callee) {
      case Resolved.BuiltinCallee b ->
          b.declaration().variadic() ? Integer.MAX_VALUE - 1 : b.declaration().arity();
      case Resolved.RuleCallee r -> {
        Integer arity = functionArity.apply(r.path());
        yield arity == null ? 0 : arity;
      }
    };
  }

  /**
   * A pattern whose variables are declared by it.
   *
   * @param seen names declared in this pattern already, where repeating one is allowed; null for
   *     {@code :=}
   */
  private Term pattern(
      dev.bulkhead.rego.syntax.Term term, Scope scope, @Nullable List<String> seen) {
    return switch (term) {
      case dev.bulkhead.rego.syntax.Term.Var v -> {
        if (seen != null && seen.contains(v.name())) {
          yield term(v, scope);
        }
        if (seen != null) {
          seen.add(v.name());
        } else if (scope.declares(v.name())) {
          throw error(RegoError.COMPILE, "var " + v.name() + " assigned above", v.location());
        }
        yield new Resolved.Local(scope.declare(v.name()), v.location());
      }
      case dev.bulkhead.rego.syntax.Term.ArrayTerm a ->
          new Resolved.Array(a.items().stream().map(i -> pattern(i, scope, seen)).toList());
      case dev.bulkhead.rego.syntax.Term.ObjectTerm o ->
          new Resolved.Obj(
              o.entries().stream().map(e -> term(e.key(), scope)).toList(),
              o.entries().stream().map(e -> pattern(e.value(), scope, seen)).toList());
      default -> {
        if (seen == null && !(term instanceof dev.bulkhead.rego.syntax.Term.Scalar)) {
          throw error(RegoError.COMPILE, "cannot assign to " + describe(term), term.location());
        }
        yield term(term, scope);
      }
    };
  }

  private static String describe(dev.bulkhead.rego.syntax.Term term) {
    return switch (term) {
      case dev.bulkhead.rego.syntax.Term.Ref r -> "ref";
      case dev.bulkhead.rego.syntax.Term.Call c -> "call";
      case dev.bulkhead.rego.syntax.Term.SetTerm s -> "set";
      case dev.bulkhead.rego.syntax.Term.Scalar s -> s.value().typeName();
      case dev.bulkhead.rego.syntax.Term.Template t -> "templatestring";
      case dev.bulkhead.rego.syntax.Term.ArrayComprehension c -> "arraycomprehension";
      case dev.bulkhead.rego.syntax.Term.SetComprehension c -> "setcomprehension";
      case dev.bulkhead.rego.syntax.Term.ObjectComprehension c -> "objectcomprehension";
      case dev.bulkhead.rego.syntax.Term.Var v -> "var";
      case dev.bulkhead.rego.syntax.Term.ArrayTerm a -> "array";
      case dev.bulkhead.rego.syntax.Term.ObjectTerm o -> "object";
    };
  }

  Term term(dev.bulkhead.rego.syntax.Term term, Scope scope) {
    return switch (term) {
      case dev.bulkhead.rego.syntax.Term.Scalar s -> new Const(s.value());
      case dev.bulkhead.rego.syntax.Term.Var v -> variable(v, scope);
      case dev.bulkhead.rego.syntax.Term.Ref r -> ref(r, scope);
      case dev.bulkhead.rego.syntax.Term.ArrayTerm a -> new Resolved.Array(terms(a.items(), scope));
      case dev.bulkhead.rego.syntax.Term.SetTerm s -> new Resolved.SetOf(terms(s.items(), scope));
      case dev.bulkhead.rego.syntax.Term.ObjectTerm o ->
          new Resolved.Obj(
              o.entries().stream().map(e -> term(e.key(), scope)).toList(),
              o.entries().stream().map(e -> term(e.value(), scope)).toList());
      case dev.bulkhead.rego.syntax.Term.ArrayComprehension c ->
          comprehension(Resolved.Shape.ARRAY, null, c.head(), c.body(), scope, c.location());
      case dev.bulkhead.rego.syntax.Term.SetComprehension c ->
          comprehension(Resolved.Shape.SET, null, c.head(), c.body(), scope, c.location());
      case dev.bulkhead.rego.syntax.Term.ObjectComprehension c ->
          comprehension(Resolved.Shape.OBJECT, c.key(), c.value(), c.body(), scope, c.location());
      case dev.bulkhead.rego.syntax.Term.Call c -> call(c, scope);
      case dev.bulkhead.rego.syntax.Term.Template t -> template(t, scope);
    };
  }

  /**
   * A parameter of a function: its variables are the rule's own, whatever the package calls by that
   * name.
   */
  Term argument(dev.bulkhead.rego.syntax.Term term, Scope scope) {
    return switch (term) {
      case dev.bulkhead.rego.syntax.Term.Var v -> {
        Variable known = scope.find(v.name());
        yield new Resolved.Local(known == null ? scope.add(v.name()) : known, v.location());
      }
      case dev.bulkhead.rego.syntax.Term.ArrayTerm a ->
          new Resolved.Array(a.items().stream().map(i -> argument(i, scope)).toList());
      case dev.bulkhead.rego.syntax.Term.ObjectTerm o ->
          new Resolved.Obj(
              o.entries().stream().map(e -> term(e.key(), scope)).toList(),
              o.entries().stream().map(e -> argument(e.value(), scope)).toList());
      default -> term(term, scope);
    };
  }

  private List<Term> terms(List<dev.bulkhead.rego.syntax.Term> terms, Scope scope) {
    var out = new ArrayList<Term>(terms.size());
    terms.forEach(t -> out.add(term(t, scope)));
    return out;
  }

  private Term comprehension(
      Resolved.Shape shape,
      dev.bulkhead.rego.syntax.@Nullable Term key,
      dev.bulkhead.rego.syntax.Term head,
      dev.bulkhead.rego.syntax.Body body,
      Scope scope,
      Location location) {
    Scope inside = scope(scope);
    new UndeclaredNames(names, inside).collect(head, key, body);
    Body resolved = body(body, inside);
    return new Resolved.Comprehension(
        shape, key == null ? null : term(key, inside), term(head, inside), resolved, location);
  }

  private Term template(dev.bulkhead.rego.syntax.Term.Template template, Scope scope) {
    var parts = new ArrayList<Object>();
    for (var part : template.parts()) {
      switch (part) {
        case dev.bulkhead.rego.syntax.Term.Template.Text text -> parts.add(text.text());
        case dev.bulkhead.rego.syntax.Term.Template.Hole hole -> {
          if (hole.expr() instanceof dev.bulkhead.rego.syntax.Expr.TermExpr e) {
            List<Resolved.Modification> with = modifications(e.withs(), scope);
            Scope inside = scope(scope);
            Variable value = inside.declare("$hole");
            Term head = new Resolved.Local(value, e.location());
            Expr unify = new Resolved.Unify(head, term(e.term(), scope), e.location());
            Expr expr = with.isEmpty() ? unify : new Resolved.With(with, unify, e.location());
            parts.add(
                new Resolved.Comprehension(
                    Resolved.Shape.SET,
                    null,
                    head,
                    new Body(inside.id(), List.of(expr)),
                    e.location()));
          }
        }
      }
    }
    return new Resolved.Template(parts);
  }

  private Term variable(dev.bulkhead.rego.syntax.Term.Var v, Scope scope) {
    Variable known = scope.find(v.name());
    if (known != null) {
      return new Resolved.Local(known, v.location());
    }
    List<String> path = names.path(v.name());
    if (path != null) {
      return document(path, List.of(), v.location());
    }
    return new Resolved.Local(scope.add(v.name()), v.location());
  }

  private Term ref(dev.bulkhead.rego.syntax.Term.Ref ref, Scope scope) {
    List<Term> path = terms(ref.path(), scope);
    if (ref.head() instanceof dev.bulkhead.rego.syntax.Term.Var v && scope.find(v.name()) == null) {
      List<String> document = names.path(v.name());
      if (document != null) {
        return document(document, path, ref.location());
      }
    }
    return new Resolved.Ref(term(ref.head(), scope), path, ref.location());
  }

  private static Term document(List<String> path, List<Term> rest, Location location) {
    var keys = new ArrayList<Term>(path.size() + rest.size());
    path.stream().skip(1).forEach(p -> keys.add(new Const(StringValue.of(p))));
    keys.addAll(rest);
    return path.getFirst().equals("input")
        ? new Resolved.Input(keys, location)
        : new Resolved.Data(keys, location);
  }

  private Term call(dev.bulkhead.rego.syntax.Term.Call call, Scope scope) {
    String name = dotted(call.operator());
    if (name.equals("rego.metadata.rule") || name.equals("rego.metadata.chain")) {
      Value value = metadata.apply(name);
      if (value != null) {
        return new Const(value);
      }
    }
    Callee callee = callee(call.operator(), scope, call.location());
    List<Term> args = terms(call.args(), scope);
    checkArity(callee, name, args.size(), call.location());
    return new Resolved.Call(callee, args, call.location());
  }

  private void checkArity(Callee callee, String name, int given, Location location) {
    boolean variadic = callee instanceof Resolved.BuiltinCallee b && b.declaration().variadic();
    int arity = arity(callee);
    if (!variadic && given != arity && given != arity + 1) {
      throw error(
          RegoError.TYPE,
          name
              + ": arity mismatch\n\thave: ("
              + given
              + " arguments)\n\twant: ("
              + arity
              + " arguments)",
          location);
    }
  }

  private Callee callee(dev.bulkhead.rego.syntax.Term operator, Scope scope, Location location) {
    String name = dotted(operator);
    int dot = name.indexOf('.');
    String head = dot < 0 ? name : name.substring(0, dot);
    List<String> path = scope.find(head) == null ? names.path(head) : null;
    if (path != null && path.getFirst().equals("data")) {
      var full = new ArrayList<>(path.subList(1, path.size()));
      if (dot >= 0) {
        full.addAll(List.of(name.substring(dot + 1).split("\\.", -1)));
      }
      if (functionArity.apply(full) != null) {
        return new Resolved.RuleCallee(full);
      }
    }
    Declaration builtin = builtins.find(name);
    if (builtin != null) {
      return new Resolved.BuiltinCallee(builtin);
    }
    String reason = builtins.unsupported(name);
    throw error(
        RegoError.TYPE,
        reason == null
            ? "undefined function " + name
            : "built-in function " + name + " is not supported: " + reason,
        location);
  }

  static String dotted(dev.bulkhead.rego.syntax.Term operator) {
    return switch (operator) {
      case dev.bulkhead.rego.syntax.Term.Var v -> v.name();
      case dev.bulkhead.rego.syntax.Term.Ref r -> {
        var out = new StringBuilder(dotted(r.head()));
        for (var part : r.path()) {
          out.append('.');
          if (part instanceof dev.bulkhead.rego.syntax.Term.Scalar s
              && s.value() instanceof StringValue text) {
            out.append(text.value());
          } else {
            out.append("[_]");
          }
        }
        yield out.toString();
      }
      default -> "";
    };
  }

  private List<Resolved.Modification> modifications(
      List<dev.bulkhead.rego.syntax.Expr.With> withs, Scope scope) {
    if (withs.isEmpty()) {
      return List.of();
    }
    var out = new ArrayList<Resolved.Modification>();
    for (var with : withs) {
      Resolved.Target target = target(with.target(), scope);
      Callee replacement =
          target instanceof Resolved.FunctionTarget || target instanceof Resolved.DataTarget
              ? functionNamed(with.value(), scope)
              : null;
      if (replacement != null && target instanceof Resolved.DataTarget) {
        replacement = null;
      }
      Term value = replacement == null ? term(with.value(), scope) : new Const(StringValue.of(""));
      out.add(new Resolved.Modification(target, value, replacement));
    }
    return out;
  }

  private @Nullable Callee functionNamed(dev.bulkhead.rego.syntax.Term term, Scope scope) {
    boolean name =
        term instanceof dev.bulkhead.rego.syntax.Term.Var
            || term instanceof dev.bulkhead.rego.syntax.Term.Ref;
    if (!name) {
      return null;
    }
    String dotted = dotted(term);
    int dot = dotted.indexOf('.');
    String head = dot < 0 ? dotted : dotted.substring(0, dot);
    if (scope.find(head) != null) {
      return null;
    }
    List<String> path = names.path(head);
    if (path != null) {
      var full = new ArrayList<>(path.subList(1, path.size()));
      if (dot >= 0) {
        full.addAll(List.of(dotted.substring(dot + 1).split("\\.", -1)));
      }
      return path.getFirst().equals("data") && functionArity.apply(full) != null
          ? new Resolved.RuleCallee(full)
          : null;
    }
    Declaration builtin = builtins.find(dotted);
    return builtin == null ? null : new Resolved.BuiltinCallee(builtin);
  }

  private Resolved.Target target(dev.bulkhead.rego.syntax.Term term, Scope scope) {
    Callee function = functionNamed(term, scope);
    if (function != null) {
      return new Resolved.FunctionTarget(function);
    }
    Term resolved = term(term, scope);
    return switch (resolved) {
      case Resolved.Input i -> new Resolved.InputTarget(constants(i.path(), term.location()));
      case Resolved.Data d -> new Resolved.DataTarget(constants(d.path(), term.location()));
      default ->
          throw error(
              RegoError.TYPE,
              "with keyword target must reference existing input, data, or a function",
              term.location());
    };
  }

  private static List<Value> constants(List<Term> path, Location location) {
    var out = new ArrayList<Value>();
    for (Term key : path) {
      if (!(key instanceof Const c)) {
        throw error(RegoError.TYPE, "with keyword target must be static", location);
      }
      out.add(c.value());
    }
    return out;
  }

  static RegoException error(String code, String message, Location location) {
    return RegoException.of(code, message, location);
  }
}
