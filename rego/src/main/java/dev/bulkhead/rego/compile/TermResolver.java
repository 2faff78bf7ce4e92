package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.compile.Resolved.Callee;
import dev.bulkhead.rego.compile.Resolved.Const;
import dev.bulkhead.rego.compile.Resolved.Local;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.syntax.Expr;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Term;
import dev.bulkhead.rego.syntax.TermText;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Resolves the names in terms. */
final class TermResolver {
  private final Resolver bodies;
  private final Names names;
  private final Functions functions;
  private final Function<String, @Nullable Value> metadata;

  /**
   * @param metadata the value of {@code rego.metadata.rule} and {@code rego.metadata.chain} for the
   *     rule at hand
   */
  TermResolver(
      Resolver bodies,
      Names names,
      Functions functions,
      Function<String, @Nullable Value> metadata) {
    this.bodies = bodies;
    this.names = names;
    this.functions = functions;
    this.metadata = metadata;
  }

  Resolved.Term term(Term term, Scope scope) {
    return switch (term) {
      case Term.Scalar s -> new Const(s.value());
      case Term.Var v -> variable(v, scope);
      case Term.Ref r -> ref(r, scope);
      case Term.ArrayTerm a -> new Resolved.Array(terms(a.items(), scope));
      case Term.SetTerm s -> new Resolved.SetOf(terms(s.items(), scope));
      case Term.ObjectTerm o -> object(o, value -> term(value, scope), scope);
      case Term.ArrayComprehension c ->
          comprehension(Resolved.Shape.ARRAY, null, c.head(), c.body(), scope, c.location());
      case Term.SetComprehension c ->
          comprehension(Resolved.Shape.SET, null, c.head(), c.body(), scope, c.location());
      case Term.ObjectComprehension c ->
          comprehension(Resolved.Shape.OBJECT, c.key(), c.value(), c.body(), scope, c.location());
      case Term.Call c -> call(c, scope, false);
      case Term.Template t -> template(t, scope);
    };
  }

  private List<Resolved.Term> terms(List<Term> terms, Scope scope) {
    var out = new ArrayList<Resolved.Term>(terms.size());
    terms.forEach(t -> out.add(term(t, scope)));
    return out;
  }

  private Resolved.Obj object(
      Term.ObjectTerm object, Function<Term, Resolved.Term> value, Scope scope) {
    var keys = new ArrayList<Resolved.Term>(object.entries().size());
    var values = new ArrayList<Resolved.Term>(object.entries().size());
    for (Term.ObjectTerm.Entry entry : withoutRepeated(object.entries())) {
      keys.add(term(entry.key(), scope));
      values.add(value.apply(entry.value()));
    }
    return new Resolved.Obj(keys, values);
  }

  /** Of entries with the same constant key the last one counts, as if the others were not there. */
  private static Collection<Term.ObjectTerm.Entry> withoutRepeated(
      List<Term.ObjectTerm.Entry> entries) {
    Map<Object, Term.ObjectTerm.Entry> out = new LinkedHashMap<>();
    entries.forEach(e -> out.put(e.key() instanceof Term.Scalar s ? s.value() : new Object(), e));
    return out.values();
  }

  /**
   * A pattern whose variables are declared by it.
   *
   * @param seen names declared in this pattern already, where repeating one is allowed; null for
   *     {@code :=}
   * @param at where to report what is wrong; null for each variable's own place
   */
  Resolved.Term pattern(
      Term term, Scope scope, @Nullable List<String> seen, @Nullable Location at) {
    return switch (term) {
      case Term.Var v -> {
        if (seen != null && seen.contains(v.name())) {
          yield term(v, scope);
        }
        if (seen != null) {
          seen.add(v.name());
        }
        Scope.Kind kind = seen == null ? Scope.Kind.ASSIGNED : Scope.Kind.DECLARED;
        yield new Local(
            bodies.declare(v, scope, kind, at == null ? v.location() : at), v.location());
      }
      case Term.ArrayTerm a ->
          new Resolved.Array(a.items().stream().map(i -> pattern(i, scope, seen, at)).toList());
      case Term.ObjectTerm o -> object(o, value -> pattern(value, scope, seen, at), scope);
      case Term.Scalar s -> unassignable(s, scope, seen);
      case Term.Ref r -> unassignable(r, scope, seen);
      case Term.Call c -> unassignable(c, scope, seen);
      case Term.SetTerm s -> unassignable(s, scope, seen);
      case Term.ArrayComprehension c -> unassignable(c, scope, seen);
      case Term.SetComprehension c -> unassignable(c, scope, seen);
      case Term.ObjectComprehension c -> unassignable(c, scope, seen);
      case Term.Template t -> unassignable(t, scope, seen);
    };
  }

  private Resolved.Term unassignable(Term term, Scope scope, @Nullable List<String> seen) {
    if (seen == null) {
      refuseAssignment(term);
    }
    return term(term, scope);
  }

  private void refuseAssignment(Term term) {
    bodies.error(RegoError.COMPILE, "cannot assign to " + describe(term), term.location());
  }

  private static String describe(Term term) {
    return switch (term) {
      case Term.Ref r -> "ref";
      case Term.Call c -> "call";
      case Term.SetTerm s -> "set";
      case Term.Scalar s -> s.value().typeName();
      case Term.Template t -> "templatestring";
      case Term.ArrayComprehension c -> "arraycomprehension";
      case Term.SetComprehension c -> "setcomprehension";
      case Term.ObjectComprehension c -> "objectcomprehension";
      case Term.Var v -> "var";
      case Term.ArrayTerm a -> "array";
      case Term.ObjectTerm o -> "object";
    };
  }

  /**
   * A parameter of a function: its variables are the rule's own, whatever the package calls by that
   * name.
   */
  Resolved.Term argument(Term term, Scope scope) {
    return switch (term) {
      case Term.Var v -> {
        Variable known = scope.find(v.name());
        yield new Local(
            known == null ? scope.declare(v.name(), Scope.Kind.ARGUMENT) : known, v.location());
      }
      case Term.ArrayTerm a ->
          new Resolved.Array(a.items().stream().map(i -> argument(i, scope)).toList());
      case Term.ObjectTerm o -> object(o, value -> argument(value, scope), scope);
      case Term.Scalar s -> term(s, scope);
      case Term.Ref r -> term(r, scope);
      case Term.Call c -> term(c, scope);
      case Term.SetTerm s -> term(s, scope);
      case Term.ArrayComprehension c -> term(c, scope);
      case Term.SetComprehension c -> term(c, scope);
      case Term.ObjectComprehension c -> term(c, scope);
      case Term.Template t -> term(t, scope);
    };
  }

  private Resolved.Term comprehension(
      Resolved.Shape shape,
      @Nullable Term key,
      Term head,
      dev.bulkhead.rego.syntax.Body body,
      Scope scope,
      Location location) {
    Scope inside = bodies.scope(scope);
    bodies.undeclared(inside).collect(head, key, body);
    Resolved.Body resolved = bodies.body(body, inside);
    Resolved.Term keyTerm = key == null ? null : term(key, inside);
    Resolved.Term headTerm = term(head, inside);
    bodies.checkUsed(inside);
    return new Resolved.Comprehension(shape, keyTerm, headTerm, resolved, location);
  }

  private Resolved.Term template(Term.Template template, Scope scope) {
    var parts = new ArrayList<Object>();
    for (Term.Template.Part part : template.parts()) {
      switch (part) {
        case Term.Template.Text text -> parts.add(text.text());
        case Term.Template.Hole hole -> {
          if (hole.expr() instanceof Expr.TermExpr e) {
            parts.add(hole(e, scope));
          }
        }
      }
    }
    return new Resolved.Template(parts, template.location());
  }

  /** A hole's values, as a set: none where it is undefined. */
  private Resolved.Comprehension hole(Expr.TermExpr hole, Scope scope) {
    Scope inside = bodies.scope(scope);
    Resolved.Term head = new Local(inside.declare("$hole", Scope.Kind.DECLARED), hole.location());
    Resolved.Expr expr =
        bodies.modified(
            new Resolved.Unify(head, term(hole.term(), scope), hole.location()),
            hole.withs(),
            scope);
    return new Resolved.Comprehension(
        Resolved.Shape.SET,
        null,
        head,
        new Resolved.Body(inside.id(), List.of(expr)),
        hole.location());
  }

  private Resolved.Term variable(Term.Var v, Scope scope) {
    Variable known = scope.find(v.name());
    if (known == null && !scope.isAnnounced(v.name())) {
      List<String> path = names.path(v.name());
      if (path != null) {
        return document(path, List.of(), v.location());
      }
    }
    return new Local(bodies.use(known == null ? scope.add(v.name()) : known), v.location());
  }

  private Resolved.Term ref(Term.Ref ref, Scope scope) {
    List<Resolved.Term> path = terms(ref.path(), scope);
    if (ref.head() instanceof Term.Var v
        && scope.find(v.name()) == null
        && !scope.isAnnounced(v.name())) {
      List<String> document = names.path(v.name());
      if (document != null) {
        return document(document, path, ref.location());
      }
    }
    return new Resolved.Ref(term(ref.head(), scope), path, ref.location());
  }

  private static Resolved.Term document(
      List<String> path, List<Resolved.Term> rest, Location location) {
    var keys = new ArrayList<Resolved.Term>(path.size() + rest.size());
    path.stream().skip(1).forEach(p -> keys.add(new Const(StringValue.of(p))));
    keys.addAll(rest);
    return path.getFirst().equals("input")
        ? new Resolved.Input(keys, location)
        : new Resolved.Data(keys, location);
  }

  /**
   * A call.
   *
   * @param alone whether it is an expression of its own, and may have its result as last argument
   */
  Resolved.Term call(Term.Call call, Scope scope, boolean alone) {
    String name = Functions.dotted(call.operator());
    if (name.equals("rego.metadata.rule") || name.equals("rego.metadata.chain")) {
      Value value = metadata.apply(name);
      if (value != null) {
        return new Const(value);
      }
    }
    List<Resolved.Term> args = terms(call.args(), scope);
    Callee callee = functions.find(call.operator(), scope);
    if (callee == null) {
      bodies.error(
          RegoError.TYPE,
          name.isEmpty()
              ? "undefined function " + TermText.of(call.operator())
              : functions.undefined(call.operator(), scope),
          call.location());
      return new Const(BooleanValue.TRUE);
    }
    bodies.checkArity(callee, args, alone, call.location());
    return new Resolved.Call(callee, args, call.location());
  }
}
