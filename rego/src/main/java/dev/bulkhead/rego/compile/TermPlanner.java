package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Declaration;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.eval.Calls;
import dev.bulkhead.rego.eval.Comprehensions;
import dev.bulkhead.rego.eval.DataRefs;
import dev.bulkhead.rego.eval.Operand;
import dev.bulkhead.rego.eval.Operands;
import dev.bulkhead.rego.eval.Ops;
import dev.bulkhead.rego.eval.RuleNode;
import dev.bulkhead.rego.eval.Tracing;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Plans terms: an operand for what has one value, with iterations put before it for variables that
 * it binds.
 */
final class TermPlanner {
  private final BodyPlanner body;
  private final Documents documents;

  TermPlanner(BodyPlanner body, Documents documents) {
    this.body = body;
    this.documents = documents;
  }

  Operand operand(Term term) {
    return switch (term) {
      case Resolved.Const c -> Operands.constant(c.value());
      case Resolved.Local l -> {
        if (!body.bound().contains(l.variable())) {
          throw body.unsafe(l.variable(), l.location());
        }
        yield Operands.slot(body.slot(l.variable()));
      }
      case Resolved.Input i -> input(i);
      case Resolved.Data d -> data(d);
      case Resolved.Ref r -> descend(operand(r.head()), r.path());
      case Resolved.Call c -> call(c);
      case Resolved.Array a -> fold(Operands.array(operands(a.items())), a.items());
      case Resolved.SetOf s -> fold(Operands.set(operands(s.items())), s.items());
      case Resolved.Obj o -> {
        List<Operand> keys = operands(o.keys());
        List<Operand> values = operands(o.values());
        var all = new ArrayList<>(o.keys());
        all.addAll(o.values());
        yield fold(Operands.object(keys, values), all);
      }
      case Resolved.Comprehension c -> comprehension(c);
      case Resolved.Template t -> template(t);
    };
  }

  /**
   * The operands in their order. One may need a variable that a later one binds, as in {@code x ==
   * xs[x]}: it is then planned behind that one.
   */
  List<Operand> operands(List<Term> terms) {
    var out = new @Nullable Operand[terms.size()];
    boolean progress = true;
    for (int missing = out.length; missing > 0 && progress; ) {
      int before = missing;
      for (int i = 0; i < out.length; i++) {
        if (out[i] == null && body.isEvaluable(terms.get(i))) {
          out[i] = operand(terms.get(i));
          missing--;
        }
      }
      progress = missing < before;
    }
    var all = new ArrayList<Operand>(out.length);
    for (int i = 0; i < out.length; i++) {
      Operand known = out[i];
      all.add(known == null ? operand(terms.get(i)) : known);
    }
    return all;
  }

  /** A literal of constants is a constant. */
  private static Operand fold(Operand literal, List<Term> parts) {
    return parts.stream().allMatch(TermPlanner::isConstant) ? Operands.folded(literal) : literal;
  }

  private static boolean isConstant(Term term) {
    return switch (term) {
      case Resolved.Const c -> true;
      case Resolved.Array a -> a.items().stream().allMatch(TermPlanner::isConstant);
      case Resolved.SetOf s -> s.items().stream().allMatch(TermPlanner::isConstant);
      case Resolved.Obj o ->
          o.keys().stream().allMatch(TermPlanner::isConstant)
              && o.values().stream().allMatch(TermPlanner::isConstant);
      default -> false;
    };
  }

  private Operand input(Resolved.Input ref) {
    documents.dependencies().input();
    var known = new ArrayList<Operand>();
    int at = 0;
    while (at < ref.path().size() && !toBeFound(ref.path().get(at))) {
      known.add(operand(ref.path().get(at++)));
    }
    return descend(Operands.input(known), ref.path().subList(at, ref.path().size()));
  }

  /** Whether a key has variables that only the collection can bind. */
  private boolean toBeFound(Term key) {
    return switch (key) {
      case Resolved.Local l -> !body.bound().contains(l.variable());
      case Resolved.Array a -> a.items().stream().anyMatch(this::toBeFound);
      case Resolved.Obj o -> o.values().stream().anyMatch(this::toBeFound);
      default -> false;
    };
  }

  private Operand descend(Operand base, List<Term> path) {
    return descend(base, path, false);
  }

  /**
   * @param stored whether the value is a base document
   */
  private Operand descend(Operand base, List<Term> path, boolean stored) {
    Operand out = base;
    for (Term key : path) {
      if (toBeFound(key)) {
        int keySlot = body.target(key);
        int valueSlot = body.newSlot();
        body.emit(Ops.iterate(out, keySlot, valueSlot));
        body.arrived(key, keySlot);
        out = Operands.slot(valueSlot);
      } else {
        Operand member = operand(key);
        out = stored ? DataRefs.member(out, member) : get(out, member);
      }
    }
    return out;
  }

  private Operand get(Operand base, Operand key) {
    return body.instrumented() ? Tracing.get(base, key) : Operands.get(base, List.of(key));
  }

  private Operand data(Resolved.Data ref) {
    List<Term> path = ref.path();
    RuleNode node = documents.root();
    var prefix = new ArrayList<Value>();
    int at = 0;
    while (at < path.size() && path.get(at) instanceof Resolved.Const(Value key)) {
      RuleNode child = node.find(key);
      if (child == null) {
        break;
      }
      node = child;
      prefix.add(key);
      at++;
    }
    if (at == path.size() || node.group() != null) {
      documents.use(node, path.subList(at, path.size()));
      return descend(DataRefs.node(node, prefix), path.subList(at, path.size()));
    }
    if (path.get(at) instanceof Resolved.Const) {
      return base(path);
    }
    return walk(node, prefix, path.subList(at, path.size()));
  }

  private Operand base(List<Term> path) {
    var known = new ArrayList<Value>();
    int at = 0;
    while (at < path.size() && path.get(at) instanceof Resolved.Const(Value key)) {
      known.add(key);
      at++;
    }
    documents.dependencies().document(known.getFirst());
    return descend(DataRefs.base(known), path.subList(at, path.size()), true);
  }

  /** A path through packages whose names are not all known before evaluation. */
  private Operand walk(RuleNode node, List<Value> prefix, List<Term> path) {
    documents.use(node, path);
    if (prefix.isEmpty()) {
      documents.dependencies().everything();
    } else {
      documents.dependencies().document(prefix.getFirst());
    }
    var keys = new ArrayList<@Nullable Operand>();
    var slots = new int[path.size()];
    var found = new ArrayList<Integer>();
    for (int i = 0; i < path.size(); i++) {
      Term key = path.get(i);
      if (toBeFound(key)) {
        slots[i] = body.newSlot();
        keys.add(null);
        found.add(i);
      } else {
        keys.add(operand(key));
      }
    }
    int result = body.newSlot();
    body.emit(DataRefs.walk(node, prefix, keys, slots, result));
    found.forEach(i -> body.match(path.get(i), Operands.slot(slots[i])));
    return Operands.slot(result);
  }

  private Operand call(Resolved.Call call) {
    return switch (call.callee()) {
      case Resolved.RuleCallee r -> Calls.function(documents.function(r), operands(call.args()));
      case Resolved.BuiltinCallee b -> builtin(b.declaration(), call);
    };
  }

  private Operand builtin(Declaration declaration, Resolved.Call call) {
    if (declaration.name().equals("print")) {
      return Calls.print(printed(call.args()), call.location());
    }
    if (!declaration.deterministic()) {
      documents.dependencies().input();
    }
    Operand result =
        body.instrumented()
            ? traced(declaration, call)
            : Calls.builtin(declaration, operands(call.args()), call.location());
    if (!declaration.relation()) {
      return result;
    }
    int slot = body.newSlot();
    body.emit(Ops.iterate(result, Ops.NONE, slot));
    return Operands.slot(slot);
  }

  /** Arguments that the probe sees too go through slots, so that they are evaluated once. */
  private Operand traced(Declaration declaration, Resolved.Call call) {
    boolean seen = declaration.name().equals("object.get") || declaration.name().equals("trace");
    var args = new ArrayList<Operand>();
    for (Operand arg : operands(call.args())) {
      args.add(seen ? Operands.slot(body.keep(arg)) : arg);
    }
    Operand result = Calls.builtin(declaration, args, call.location());
    return switch (declaration.name()) {
      case "object.get" -> Tracing.objectGet(result, args);
      case "trace" -> Tracing.note(result, args.getFirst(), call.location());
      default -> result;
    };
  }

  /**
   * Arguments of print may be undefined, and what they iterate over is no iteration of the body.
   */
  private List<Operand> printed(List<Term> args) {
    var out = new ArrayList<Operand>();
    for (Term arg : args) {
      int mark = body.bound().mark();
      BodyPlanner inner = body.nested();
      Operand value = inner.terms().operand(arg);
      out.add(Comprehensions.first(inner.steps(), value));
      body.bound().backTo(mark);
    }
    return out;
  }

  private Operand comprehension(Resolved.Comprehension written) {
    Resolved.Comprehension c = new ComprehensionHeads(body.bound()).inBody(written);
    int mark = body.bound().mark();
    BodyPlanner inner = body.nested();
    inner.body(c.body());
    Operand key = c.key() == null ? null : inner.terms().operand(c.key());
    Operand head = inner.terms().operand(c.head());
    body.bound().backTo(mark);
    return switch (c.shape()) {
      case ARRAY -> Comprehensions.array(inner.steps(), head);
      case SET -> Comprehensions.set(inner.steps(), head);
      case OBJECT ->
          Comprehensions.object(inner.steps(), key == null ? head : key, head, c.location());
    };
  }

  private Operand template(Resolved.Template template) {
    var parts = new ArrayList<Object>();
    for (Object part : template.parts()) {
      if (part instanceof Resolved.Comprehension hole) {
        int mark = body.bound().mark();
        BodyPlanner inner = body.nested();
        inner.body(hole.body());
        Operand head = inner.terms().operand(hole.head());
        body.bound().backTo(mark);
        parts.add(Comprehensions.set(inner.steps(), head));
      } else {
        parts.add(part);
      }
    }
    return Operands.template(parts);
  }
}
