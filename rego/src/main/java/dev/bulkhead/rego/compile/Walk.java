package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Body;
import dev.bulkhead.rego.compile.Resolved.Comprehension;
import dev.bulkhead.rego.compile.Resolved.Expr;
import dev.bulkhead.rego.compile.Resolved.Modification;
import dev.bulkhead.rego.compile.Resolved.Term;
import java.util.List;

/**
 * Walks a resolved tree, closures included. Each method takes one kind of node and goes on to its
 * parts; who looks for something overrides the methods of what it is found in.
 */
abstract class Walk {
  final void node(Resolved.Node node) {
    switch (node) {
      case Body b -> body(b);
      case Expr e -> expr(e);
      case Term t -> term(t);
    }
  }

  void body(Body body) {
    body.exprs().forEach(this::expr);
  }

  void expr(Expr expr) {
    switch (expr) {
      case Resolved.Test e -> term(e.term());
      case Resolved.Unify e -> {
        term(e.left());
        term(e.right());
      }
      case Resolved.Not e -> expr(e.inner());
      case Resolved.NotBody e -> body(e.body());
      case Resolved.Logical e -> {
        body(e.left());
        body(e.right());
      }
      case Resolved.Every e -> every(e);
      case Resolved.SomeIn e -> {
        if (e.key() != null) {
          term(e.key());
        }
        term(e.value());
        term(e.domain());
      }
      case Resolved.With e -> {
        e.modifications().forEach(this::modification);
        expr(e.inner());
      }
    }
  }

  void every(Resolved.Every every) {
    term(every.domain());
    body(every.body());
  }

  void modification(Modification modification) {
    term(modification.value());
  }

  void term(Term term) {
    switch (term) {
      case Resolved.Const _ -> {}
      case Resolved.Local l -> local(l);
      case Resolved.Input i -> keys(i.path());
      case Resolved.Data d -> keys(d.path());
      case Resolved.Ref r -> {
        term(r.head());
        keys(r.path());
      }
      case Resolved.Call c -> terms(c.args());
      case Resolved.Array a -> terms(a.items());
      case Resolved.SetOf s -> terms(s.items());
      case Resolved.Obj o -> {
        terms(o.keys());
        terms(o.values());
      }
      case Comprehension c -> comprehension(c);
      case Resolved.Template t -> template(t);
    }
  }

  final void terms(List<Term> terms) {
    terms.forEach(this::term);
  }

  void local(Resolved.Local local) {}

  /** The keys behind the head of a reference. */
  void keys(List<Term> keys) {
    terms(keys);
  }

  void comprehension(Comprehension comprehension) {
    if (comprehension.key() != null) {
      term(comprehension.key());
    }
    term(comprehension.head());
    body(comprehension.body());
  }

  void template(Resolved.Template template) {
    for (Object part : template.parts()) {
      if (part instanceof Term hole) {
        term(hole);
      }
    }
  }
}
