package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.builtins.Signature;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.syntax.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the types in one rule or query as OPA does: arguments of calls, what is compared, and
 * references into documents whose shape is known.
 */
final class TypeChecker {
  private final TypeEnvironment types;
  private final TypeUnifier unifier;
  private final ReferenceTypes references;
  private final Bound bound = new Bound();
  private final Safety safety = new Safety(bound);
  private final List<RegoError> errors = new ArrayList<>();

  TypeChecker(TypeEnvironment types) {
    this.types = types;
    this.unifier = new TypeUnifier(types);
    this.references = new ReferenceTypes(types, unifier, errors);
  }

  List<RegoError> errors() {
    return errors;
  }

  void rule(ResolvedRule rule) {
    rule.args().forEach(a -> Variables.visit(a, (variable, location) -> bound.add(variable)));
    Body body = rule.body();
    if (body != null) {
      body(body);
    }
    rule.path().forEach(this::term);
    term(rule.value());
    rule.args()
        .forEach(a ->
            Variables.visit(
                a,
                (variable, location) -> {
                  if (types.variable(variable) == null) {
                    types.put(variable, Type.ANYTHING);
                  }
                }));
  }

  /** Checks expressions in the order in which they are evaluated. */
  void body(Body body) {
    List<Expr> remaining = new ArrayList<>(body.exprs());
    while (!remaining.isEmpty()) {
      int before = remaining.size();
      remaining.removeIf(e -> {
        boolean ready = safety.ready(e);
        if (ready) {
          expr(e);
        }
        return ready;
      });
      if (remaining.size() == before) {
        return;
      }
    }
  }

  private void closure(Body body) {
    int mark = bound.mark();
    body(body);
    bound.backTo(mark);
  }

  private void expr(Expr expr) {
    switch (expr) {
      case Resolved.Test(Resolved.Call call, var location) -> {
        if (NestedCalls.isEquality(call)) {
          equality(call.args().get(0), call.args().get(1), location);
        } else {
          call(call, null, location);
        }
      }
      case Resolved.Test e -> term(e.term());
      case Resolved.Unify(Resolved.Call call, Term result, var location, var assigned)
          when call.resultWritten() -> {
        term(result);
        call(call, result, location);
      }
      case Resolved.Unify e -> equality(e.left(), e.right(), e.location());
      case Resolved.Not e -> expr(e.inner());
      case Resolved.NotBody e -> closure(e.body());
      case Resolved.Logical e -> {
        closure(e.left());
        closure(e.right());
      }
      case Resolved.Every e -> every(e);
      case Resolved.SomeIn e -> someIn(e);
      case Resolved.With e -> with(e);
    }
  }

  private void every(Resolved.Every e) {
    term(e.domain());
    int mark = bound.mark();
    if (e.key() != null) {
      types.put(e.key(), Type.ANYTHING);
      bound.add(e.key());
    }
    types.put(e.value(), Type.ANYTHING);
    bound.add(e.value());
    body(e.body());
    bound.backTo(mark);
  }

  private void someIn(Resolved.SomeIn e) {
    if (!term(e.domain())) {
      return;
    }
    Type domain = types.type(e.domain());
    if (e.key() != null) {
      member(e.key(), domain == null ? null : TypeAlgebra.keys(domain), e.location());
    }
    member(e.value(), domain == null ? null : TypeAlgebra.values(domain), e.location());
  }

  /** Whether a term may be found in a collection; nothing is said where that cannot be told. */
  private boolean member(Term term, @Nullable Type type, Location location) {
    Type known = types.type(term);
    if (type == null) {
      return known != null || unifier.fits(term, Type.ANYTHING, true);
    }
    if ((known != null && !TypeAlgebra.unifies(known, type)) || !unifier.fits(term, type, false)) {
      mismatch(known, type, location);
      return false;
    }
    return true;
  }

  private void with(Resolved.With e) {
    boolean replaces = false;
    for (Resolved.Modification m : e.modifications()) {
      term(m.value());
      replaces |= !(m.target() instanceof Resolved.InputTarget);
    }
    boolean before = types.relax(replaces);
    if (!replaces) {
      types.relax(before);
    }
    expr(e.inner());
    types.relax(before);
  }

  private void equality(Term left, Term right, Location location) {
    boolean leftSound = term(left);
    boolean sound = term(right) && leftSound;
    if (sound && !unifier.equal(left, right)) {
      mismatch(types.type(left), types.type(right), location);
    }
  }

  private void mismatch(@Nullable Type left, @Nullable Type right, Location location) {
    errors.add(
        RegoError.of(RegoError.TYPE, "match error", location)
            .withDetails(List.of("left  : " + shown(left), "right : " + shown(right))));
  }

  private static String shown(@Nullable Type type) {
    return type == null ? "???" : type.toString();
  }

  /** Checks what stands in a term; false where something is wrong there. */
  private boolean term(Term term) {
    int before = errors.size();
    switch (term) {
      case Resolved.Const t -> {}
      case Resolved.Local t -> {}
      case Resolved.Input t -> {
        t.path().forEach(this::term);
        references.input(t);
      }
      case Resolved.Data t -> {
        t.path().forEach(this::term);
        if (errors.size() == before) {
          references.data(t);
        }
      }
      case Resolved.Ref t -> {
        term(t.head());
        t.path().forEach(this::term);
        if (errors.size() == before) {
          references.ref(t);
        }
      }
      case Resolved.Call t -> call(t, null, t.location());
      case Resolved.Array t -> t.items().forEach(this::term);
      case Resolved.SetOf t -> t.items().forEach(this::term);
      case Resolved.Obj t -> {
        t.keys().forEach(this::term);
        t.values().forEach(this::term);
      }
      case Resolved.Comprehension t -> {
        int mark = bound.mark();
        body(t.body());
        if (t.key() != null) {
          term(t.key());
        }
        term(t.head());
        bound.backTo(mark);
      }
      case Resolved.Template t ->
          t.parts()
              .forEach(p -> {
                if (p instanceof Term hole) {
                  term(hole);
                }
              });
    }
    return errors.size() == before;
  }

  /**
   * Checks a call.
   *
   * @param result the term that was written for the result; null where none was
   */
  private void call(Resolved.Call call, @Nullable Term result, Location location) {
    int before = errors.size();
    call.args().forEach(this::term);
    if (errors.size() > before) {
      return;
    }
    String name = ResolvedText.name(call.callee());
    if (name.startsWith("internal.member_") && !membership(call, location)) {
      return;
    }
    Signature signature = types.signature(call.callee());
    if (signature == null) {
      call.args().forEach(a -> learn(a));
      return;
    }
    var args = new ArrayList<>(call.args());
    if (result != null) {
      args.add(result);
    }
    var have = new ArrayList<@Nullable Type>();
    args.forEach(a -> have.add(types.type(a)));
    for (int i = 0; i < args.size(); i++) {
      Type want = want(signature, i);
      Type known = have.get(i);
      boolean fits =
          want == null
              || ((known == null || TypeAlgebra.unifies(known, want))
                  && unifier.fits(args.get(i), want, false));
      if (!fits) {
        errors.add(
            RegoError.of(RegoError.TYPE, name + ": invalid argument(s)", location)
                .withDetails(details(have, signature)));
        return;
      }
    }
  }

  private void learn(Term term) {
    if (types.type(term) == null) {
      unifier.fits(term, Type.ANYTHING, true);
    }
  }

  private boolean membership(Resolved.Call call, Location location) {
    List<Term> args = call.args();
    Type collection = types.type(args.getLast());
    Type values = collection == null ? null : TypeAlgebra.values(collection);
    if (values == null || collection == null) {
      return true;
    }
    return (args.size() < 3 || member(args.get(0), TypeAlgebra.keys(collection), location))
        && member(args.get(args.size() - 2), values, location);
  }

  private static @Nullable Type want(Signature signature, int index) {
    List<Signature.Parameter> parameters = signature.parameters();
    if (index < parameters.size()) {
      return parameters.get(index).type();
    }
    if (signature.variadic() != null) {
      return signature.variadic();
    }
    Signature.Parameter result = signature.result();
    return result == null ? null : result.type();
  }

  private static List<String> details(List<@Nullable Type> have, Signature signature) {
    var want = new ArrayList<String>();
    signature.parameters().forEach(p -> want.add(p.toString()));
    if (signature.variadic() != null) {
      want.add("..." + signature.variadic());
    }
    Signature.Parameter result = signature.result();
    if (result != null && have.size() > signature.parameters().size()) {
      want.add(result.toString());
    }
    return List.of(
        "have: (" + have.stream().map(TypeChecker::shown).collect(Collectors.joining(", ")) + ")",
        "want: (" + String.join(", ", want) + ")");
  }
}
