package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Declaration;
import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Call;
import dev.bulkhead.rego.compile.Resolved.Comprehension;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Local;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.compile.Resolved.Unify;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.StringValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes calls out of terms, so that each is an expression of its own: {@code f(g(x))} is {@code
 * g(x, y); f(y)}. References begin with a variable or a document, {@code some … in} is a reference,
 * and templates are strings. OPA checks types in this form, and finds more or less in any other.
 */
final class Flattening {
  /** What OPA makes of templates. Here it has arguments and a type, but is never called. */
  private static final Resolved.Callee TEMPLATE =
      new Resolved.BuiltinCallee(
          Declaration.pure("internal.template_string", 1, (context, args) -> args[0]));

  private static final Comparator<Term> KEYS =
      Comparator.comparingInt(Flattening::rank)
          .thenComparing((a, b) ->
              a instanceof Resolved.Const x && b instanceof Resolved.Const y
                  ? x.value().compareTo(y.value())
                  : 0);

  private final int scope;
  private final List<Expr> out = new ArrayList<>();

  /** The modifiers of the expression at hand, which calls that are taken out of it have too. */
  private List<Resolved.Modification> modifiers = List.of();

  /**
   * @param scope the scope of the body
   */
  Flattening(int scope) {
    this.scope = scope;
  }

  static Body of(Body body) {
    var flattening = new Flattening(body.scope());
    body.exprs().forEach(flattening::add);
    return flattening.body();
  }

  /** What was added so far. */
  Body body() {
    return new Body(scope, List.copyOf(out));
  }

  void add(Expr expr) {
    if (expr instanceof Resolved.With with) {
      var values = new ArrayList<Resolved.Modification>();
      with.modifications().forEach(m -> values.add(m.withValue(evaluated(m))));
      modifiers = values;
      plain(with.inner());
      modifiers = List.of();
    } else {
      plain(expr);
    }
  }

  private Term evaluated(Resolved.Modification m) {
    Term value = term(m.value());
    return m.replacement() == null && isDynamic(value) ? named(value, m.location(), null) : value;
  }

  /** A term with a variable for it where it has to be evaluated, and for the calls in it. */
  Term head(Term term, Location location) {
    Term flat = term(term);
    return isDynamic(flat) ? named(flat, location, null) : flat;
  }

  /** A key of a rule's head: a constant or a variable. */
  Term key(Term term, Location location) {
    boolean simple = term instanceof Resolved.Const || term instanceof Local;
    return simple ? term : named(term(term), location, null);
  }

  private void emit(Expr expr) {
    out.add(modifiers.isEmpty() ? expr : new Resolved.With(modifiers, expr, expr.location()));
  }

  private void plain(Expr expr) {
    switch (expr) {
      case Resolved.Test(Call call, Location at) -> emit(new Resolved.Test(arguments(call), at));
      case Resolved.Test e -> emit(new Resolved.Test(term(e.term()), e.location()));
      case Unify e -> unify(e);
      case Resolved.Not e -> not(e);
      case Resolved.NotBody e -> emit(new Resolved.NotBody(of(e.body()), e.location()));
      case Resolved.Logical e ->
          emit(new Resolved.Logical(e.conjunction(), of(e.left()), of(e.right()), e.location()));
      case Resolved.Every e -> {
        Term domain = named(term(e.domain()), e.domainLocation(), null);
        emit(
            new Resolved.Every(
                e.key(), e.value(), domain, e.domainLocation(), of(e.body()), e.location()));
      }
      case Resolved.SomeIn e -> someIn(e);
      case Resolved.With e -> throw new IllegalStateException("modifiers within modifiers");
    }
  }

  private void unify(Unify e) {
    if (e.left() instanceof Call call && call.resultWritten()) {
      Call flat = arguments(call);
      emit(new Unify(flat, term(e.right()), e.location(), e.assigned()));
    } else if (e.right() instanceof Call call && isTakenOut(e.left())) {
      emit(new Unify(written(arguments(call)), e.left(), e.location()));
    } else {
      Term left = term(e.left());
      emit(new Unify(left, term(e.right()), e.location(), e.assigned()));
    }
  }

  /** Whether it is one of the variables of {@link NestedCalls}. */
  private static boolean isTakenOut(Term term) {
    return term instanceof Local l && l.variable().isGenerated();
  }

  private void not(Resolved.Not e) {
    int before = out.size();
    List<Resolved.Modification> own = modifiers;
    modifiers = List.of();
    plain(e.inner());
    modifiers = own;
    List<Expr> added = new ArrayList<>(out.subList(before, out.size()));
    out.subList(before, out.size()).clear();
    Expr inner = added.removeLast();
    added.forEach(this::emit);
    emit(new Resolved.Not(inner, e.location()));
  }

  /** {@code some k, v in xs} is {@code v = xs[k]}. */
  private void someIn(Resolved.SomeIn e) {
    Term key = e.key() == null ? new Local(new Variable("$key", scope), e.location()) : e.key();
    Term value = term(e.value());
    Term ref = term(child(e.domain(), key, e.location()));
    emit(new Unify(value, ref, e.location()));
  }

  private static Term child(Term collection, Term key, Location location) {
    return switch (collection) {
      case Resolved.Input i -> new Resolved.Input(with(i.path(), key), i.location());
      case Resolved.Data d -> new Resolved.Data(with(d.path(), key), d.location());
      case Resolved.Ref r -> new Resolved.Ref(r.head(), with(r.path(), key), r.location());
      default -> new Resolved.Ref(collection, List.of(key), location);
    };
  }

  private static List<Term> with(List<Term> path, Term key) {
    var all = new ArrayList<>(path);
    all.add(key);
    return all;
  }

  private Call arguments(Call call) {
    return Parts.arguments(call, this::term);
  }

  private static Call written(Call call) {
    return new Call(call.callee(), call.args(), call.location(), true);
  }

  private Term term(Term term) {
    return switch (term) {
      case Call call -> {
        Call flat = arguments(call);
        var result = new Local(new Variable("$result", scope), call.location());
        emit(new Unify(written(flat), result, call.location()));
        yield result;
      }
      case Resolved.Ref ref -> ref(ref);
      case Resolved.Input i -> new Resolved.Input(keys(i.path()), i.location());
      case Resolved.Data d -> new Resolved.Data(keys(d.path()), d.location());
      case Comprehension c -> comprehension(c);
      case Resolved.Template t -> template(t);
      case Resolved.Obj o -> object(o);
      default -> Parts.map(term, this::term);
    };
  }

  /**
   * Templates are calls, with a set for each hole: the one with its values, or with its variable.
   */
  private Term template(Resolved.Template template) {
    var parts = new ArrayList<Term>();
    for (Object part : template.parts()) {
      if (part instanceof Comprehension hole) {
        parts.add(hole(hole));
      } else {
        parts.add(new Resolved.Const(StringValue.of(String.valueOf(part))));
      }
    }
    return term(new Call(TEMPLATE, List.of(new Resolved.Array(parts)), template.location()));
  }

  private static Term hole(Comprehension hole) {
    return hole.body().exprs().getFirst() instanceof Unify(Term head, Local l, var at, var assigned)
        ? new Resolved.SetOf(List.of(l))
        : hole;
  }

  /**
   * Entry by entry, in the order in which OPA has keys: constants, variables, references, others.
   */
  private Term object(Resolved.Obj object) {
    List<Integer> order =
        IntStream.range(0, object.keys().size())
            .boxed()
            .sorted(Comparator.comparing(object.keys()::get, KEYS))
            .toList();
    var keys = new ArrayList<Term>();
    var values = new ArrayList<Term>();
    for (int i : order) {
      keys.add(term(object.keys().get(i)));
      values.add(term(object.values().get(i)));
    }
    return new Resolved.Obj(keys, values);
  }

  private static int rank(Term key) {
    return switch (key) {
      case Resolved.Const t -> 0;
      case Local t -> 1;
      case Resolved.Input t -> 2;
      case Resolved.Data t -> 2;
      case Resolved.Ref t -> 2;
      case Resolved.Array t -> 3;
      case Resolved.Obj t -> 4;
      case Resolved.SetOf t -> 5;
      case Comprehension t -> 6;
      case Call t -> 7;
      case Resolved.Template t -> 7;
    };
  }

  private Term ref(Resolved.Ref ref) {
    Term head = key(ref.head());
    List<Term> keys = keys(ref.path());
    boolean simple = head instanceof Local || head instanceof Resolved.Const;
    return new Resolved.Ref(
        simple ? head : named(head, ref.location(), ref.head()), keys, ref.location());
  }

  private List<Term> keys(List<Term> keys) {
    return Parts.all(keys, this::key);
  }

  /** A call in a reference is shown in messages about the reference. */
  private Term key(Term term) {
    if (!(term instanceof Call call)) {
      return term(term);
    }
    Call flat = arguments(call);
    var result = new Local(new Variable("$result", scope, call), call.location());
    emit(new Unify(written(flat), result, call.location()));
    return result;
  }

  private static Comprehension comprehension(Comprehension c) {
    var inside = new Flattening(c.body().scope());
    c.body().exprs().forEach(inside::add);
    Term key = c.key() == null ? null : inside.term(c.key());
    Term head = inside.term(c.head());
    key = key != null && isDynamic(key) ? inside.named(key, c.location(), null) : key;
    head = isDynamic(head) ? inside.named(head, c.location(), null) : head;
    return new Comprehension(c.shape(), key, head, inside.body(), c.location());
  }

  private Local named(Term term, Location location, @Nullable Term written) {
    var variable = new Local(new Variable("$term", scope, written), location);
    emit(new Unify(variable, term, location, false));
    return variable;
  }

  /** Whether there is a reference or a comprehension in the term. */
  static boolean isDynamic(Term term) {
    return switch (term) {
      case Resolved.Input t -> true;
      case Resolved.Data t -> true;
      case Resolved.Ref t -> true;
      case Comprehension t -> true;
      case Resolved.Const t -> false;
      case Local t -> false;
      case Call t -> true;
      case Resolved.Template t -> true;
      case Resolved.Array a -> a.items().stream().anyMatch(Flattening::isDynamic);
      case Resolved.SetOf s -> s.items().stream().anyMatch(Flattening::isDynamic);
      case Resolved.Obj o ->
          o.keys().stream().anyMatch(Flattening::isDynamic)
              || o.values().stream().anyMatch(Flattening::isDynamic);
    };
  }
}
