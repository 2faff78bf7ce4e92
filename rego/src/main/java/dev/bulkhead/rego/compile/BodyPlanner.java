package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.compile.Resolved.Variable;
import dev.bulkhead.rego.eval.Modifier;
import dev.bulkhead.rego.eval.Op;
import dev.bulkhead.rego.eval.Operand;
import dev.bulkhead.rego.eval.Operands;
import dev.bulkhead.rego.eval.Ops;
import dev.bulkhead.rego.eval.Steps;
import dev.bulkhead.rego.eval.Tracing;
import dev.bulkhead.rego.syntax.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Plans the bodies of one rule: puts expressions into an order in which each finds bound what it
 * needs, gives every variable a slot of the rule's frame, and turns expressions into steps. Bodies
 * inside (comprehensions, {@code every}, {@code not}) are planned into step lists of their own over
 * the same frame.
 */
final class BodyPlanner {
  private static final Location NOWHERE = new Location("", 1, 1, 0, 0);

  private final Documents documents;
  private final Bound bound;
  private final Safety safety;
  private final Map<Variable, Integer> slots;
  private final int[] nextSlot;
  private final boolean instrumented;
  private final List<Op> ops = new ArrayList<>();
  private final TermPlanner terms;
  private List<Term> announced = List.of();

  BodyPlanner(Documents documents, boolean instrumented) {
    this(documents, instrumented, new Bound(), new HashMap<>(), new int[1]);
  }

  private BodyPlanner(
      Documents documents,
      boolean instrumented,
      Bound bound,
      Map<Variable, Integer> slots,
      int[] nextSlot) {
    this.documents = documents;
    this.instrumented = instrumented;
    this.bound = bound;
    this.safety = new Safety(bound);
    this.slots = slots;
    this.nextSlot = nextSlot;
    this.terms = new TermPlanner(this, documents);
  }

  /** A planner for a body inside this one: same frame, own steps. */
  BodyPlanner nested() {
    return new BodyPlanner(documents, instrumented, bound, slots, nextSlot);
  }

  boolean instrumented() {
    return instrumented;
  }

  Bound bound() {
    return bound;
  }

  Safety safety() {
    return safety;
  }

  TermPlanner terms() {
    return terms;
  }

  int frameSize() {
    return nextSlot[0];
  }

  int newSlot() {
    return nextSlot[0]++;
  }

  int slot(Variable variable) {
    return slots.computeIfAbsent(variable, v -> nextSlot[0]++);
  }

  /** Whether a term has values now; changes nothing. */
  boolean isEvaluable(Term term) {
    int mark = bound.mark();
    boolean evaluable = safety.evaluable(term);
    bound.backTo(mark);
    return evaluable;
  }

  /** Whether a term can be matched against a value now; changes nothing. */
  boolean isMatchable(Term term) {
    int mark = bound.mark();
    boolean matchable = safety.matchable(term);
    bound.backTo(mark);
    return matchable;
  }

  void emit(Op op) {
    ops.add(op);
  }

  Steps steps() {
    return new Steps(ops);
  }

  /** Lets a probe know these terms as soon as they are bound. */
  void announce(List<Term> keys) {
    announced = keys;
  }

  private void announceIfBound() {
    int mark = bound.mark();
    boolean known = announced.stream().allMatch(safety::isBound);
    bound.backTo(mark);
    if (known) {
      emit(Tracing.keys(announced.stream().map(terms::operand).toList()));
      announced = List.of();
    }
  }

  /** Plans all expressions of a body, in an order that makes them safe. */
  void body(Body body) {
    var errors = new ArrayList<RegoError>();
    List<Expr> remaining = new ArrayList<>(body.exprs());
    while (!remaining.isEmpty()) {
      int before = remaining.size();
      remaining.removeIf(e -> planIfReady(e, errors));
      if (remaining.size() == before) {
        errors.addAll(new UnsafeVariables(bound).of(remaining).errors());
        break;
      }
    }
    if (!errors.isEmpty()) {
      throw new RegoException(errors);
    }
  }

  private boolean planIfReady(Expr expr, List<RegoError> errors) {
    int mark = bound.mark();
    if (!safety.ready(expr)) {
      return false;
    }
    List<Variable> binds = bound.since(mark);
    bound.backTo(mark);
    if (instrumented) {
      emit(Tracing.expression(expr.location()));
    }
    try {
      plan(expr);
    } catch (RegoException e) {
      // What is wrong inside the expression says nothing of those beside it.
      errors.addAll(e.errors());
      binds.forEach(bound::add);
    }
    if (instrumented) {
      emit(Tracing.held(expr.location()));
    }
    if (!announced.isEmpty()) {
      announceIfBound();
    }
    return true;
  }

  RegoException unsafe(Variable variable, Location location) {
    return RegoException.of(RegoError.UNSAFE, "var " + variable.shown() + " is unsafe", location);
  }

  void plan(Expr expr) {
    switch (expr) {
      case Resolved.Test e -> test(e.term());
      case Resolved.Unify e -> unify(e.left(), e.right());
      case Resolved.Not e -> {
        Expr settled = new NegatedReferences(this).outOf(e.inner());
        BodyPlanner inner = nested();
        inner.plan(settled);
        emit(Ops.not(inner.steps()));
      }
      case Resolved.NotBody e -> emit(Ops.not(steps(e.body())));
      case Resolved.Logical e -> {
        Steps left = steps(e.left());
        Steps right = steps(e.right());
        emit(e.conjunction() ? Ops.both(left, right) : Ops.either(left, right));
      }
      case Resolved.Every e -> every(e);
      case Resolved.SomeIn e -> someIn(e);
      case Resolved.With e -> with(e);
    }
  }

  /** The steps of a body inside this one, nothing of which is bound behind it. */
  private Steps steps(Body body) {
    int mark = bound.mark();
    BodyPlanner inner = nested();
    inner.body(body);
    bound.backTo(mark);
    return inner.steps();
  }

  private void test(Term term) {
    if (term instanceof Resolved.Call call && NestedCalls.isEquality(call)) {
      List<Operand> sides = terms.operands(call.args());
      emit(Ops.equal(sides.get(0), sides.get(1)));
      return;
    }
    emit(Ops.test(terms.operand(term)));
  }

  void unify(Term left, Term right) {
    int mark = bound.mark();
    boolean rightFirst = safety.evaluable(right) && safety.matchable(left);
    bound.backTo(mark);
    if (rightFirst) {
      match(left, terms.operand(right));
      return;
    }
    boolean leftFirst = safety.evaluable(left) && safety.matchable(right);
    bound.backTo(mark);
    if (leftFirst) {
      match(right, terms.operand(left));
      return;
    }
    unifyPairs(left, right);
  }

  private void unifyPairs(Term left, Term right) {
    List<Term[]> pairs = Safety.pairs(left, right);
    if (pairs == null) {
      emit(Ops.fail());
      return;
    }
    var remaining = new ArrayList<>(pairs);
    boolean progress = true;
    while (progress && !remaining.isEmpty()) {
      progress =
          remaining.removeIf(p -> {
            int mark = bound.mark();
            boolean ok = safety.unifiable(p[0], p[1]);
            bound.backTo(mark);
            if (ok) {
              unify(p[0], p[1]);
            }
            return ok;
          });
    }
  }

  /** Matches a pattern against a value: binds its unbound variables, compares the rest. */
  void match(Term pattern, Operand value) {
    switch (pattern) {
      case Resolved.Local l when !bound.contains(l.variable()) -> {
        emit(Ops.bind(slot(l.variable()), value));
        bound.add(l.variable());
      }
      case Resolved.Array a when !safety.isBound(a) -> {
        int slot = keep(value);
        emit(Ops.arrayOf(slot, a.items().size()));
        for (int i = 0; i < a.items().size(); i++) {
          match(a.items().get(i), at(slot, dev.bulkhead.rego.value.NumberValue.of(i)));
        }
      }
      case Resolved.Obj o when !safety.isBound(o) -> {
        int slot = keep(value);
        emit(Ops.objectOf(slot, o.keys().size()));
        for (int i = 0; i < o.keys().size(); i++) {
          Operand key = terms.operand(o.keys().get(i));
          match(o.values().get(i), Operands.get(Operands.slot(slot), List.of(key)));
        }
      }
      default -> {
        Operand other = terms.operand(pattern);
        emit(Ops.equal(value, other));
      }
    }
  }

  private static Operand at(int slot, dev.bulkhead.rego.value.Value key) {
    return Operands.get(Operands.slot(slot), List.of(Operands.constant(key)));
  }

  /** A new variable for the value of a term, bound here. */
  Variable bindNew(Term term) {
    var variable = new Variable("$value" + nextSlot[0], 0);
    match(new Resolved.Local(variable, NOWHERE), terms.operand(term));
    return variable;
  }

  int keep(Operand value) {
    int slot = newSlot();
    emit(Ops.bind(slot, value));
    return slot;
  }

  private void every(Resolved.Every e) {
    Operand domain = terms.operand(e.domain());
    int mark = bound.mark();
    int key = e.key() == null ? Ops.NONE : slot(e.key());
    if (e.key() != null) {
      bound.add(e.key());
    }
    bound.add(e.value());
    BodyPlanner inner = nested();
    inner.body(e.body());
    emit(Ops.every(domain, key, slot(e.value()), inner.steps()));
    bound.backTo(mark);
  }

  private void someIn(Resolved.SomeIn e) {
    Operand domain = terms.operand(e.domain());
    int key = Ops.NONE;
    Term keyPattern = e.key();
    if (keyPattern != null) {
      key = target(keyPattern);
    }
    // In `some x, x in xs` the second x is compared with the first.
    boolean same =
        keyPattern instanceof Resolved.Local k
            && e.value() instanceof Resolved.Local v
            && k.variable() == v.variable();
    int value = same ? newSlot() : target(e.value());
    emit(Ops.iterate(domain, key, value));
    if (keyPattern != null) {
      arrived(keyPattern, key);
    }
    arrived(e.value(), value);
  }

  /** The slot that an iteration may fill for a pattern: the variable's own, or a temporary one. */
  int target(Term pattern) {
    return pattern instanceof Resolved.Local l && !bound.contains(l.variable())
        ? slot(l.variable())
        : newSlot();
  }

  /**
   * Behind the iteration: the variable is bound, or the pattern is matched against the temporary
   * slot.
   */
  void arrived(Term pattern, int slot) {
    if (pattern instanceof Resolved.Local l
        && !bound.contains(l.variable())
        && slot == slot(l.variable())) {
      bound.add(l.variable());
    } else {
      match(pattern, Operands.slot(slot));
    }
  }

  private void with(Resolved.With e) {
    var modifiers = new ArrayList<Modifier>();
    for (Resolved.Modification m : e.modifications()) {
      modifiers.add(modifier(m));
    }
    BodyPlanner inner = nested();
    inner.plan(e.inner());
    emit(Ops.with(modifiers, inner.steps()));
  }

  private Modifier modifier(Resolved.Modification m) {
    return switch (m.target()) {
      case Resolved.InputTarget t -> new Modifier.OnInput(t.path(), terms.operand(m.value()));
      case Resolved.DataTarget t -> {
        documents.use(t.path());
        yield new Modifier.OnData(t.path(), terms.operand(m.value()));
      }
      case Resolved.FunctionTarget t -> {
        Object function = documents.functionKey(t.function());
        Resolved.Callee replacement = m.replacement();
        yield replacement == null
            ? new Modifier.OnFunction(function, terms.operand(m.value()))
            : new Modifier.FunctionByFunction(function, documents.target(replacement));
      }
    };
  }
}
