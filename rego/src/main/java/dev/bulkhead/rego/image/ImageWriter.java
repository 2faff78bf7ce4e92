package dev.bulkhead.rego.image;

import dev.bulkhead.rego.syntax.Annotations;
import dev.bulkhead.rego.syntax.Body;
import dev.bulkhead.rego.syntax.Expr;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Rule;
import dev.bulkhead.rego.syntax.Term;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes an image: the texts of all trees, each once, then the trees. */
final class ImageWriter {
  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final Output out = new Output();

  byte[] modules(List<Module> modules) {
    out.list(modules, this::module);
    var image = new Output();
    image.number(ModuleImage.MAGIC);
    image.list(List.copyOf(texts.keySet()), image::text);
    image.bytes(out.toBytes());
    return image.toBytes();
  }

  private void module(Module module) {
    out.text(module.file());
    out.text(module.source());
    location(module.packageLocation());
    out.list(module.packagePath(), this::text);
    out.list(
        module.imports(),
        i -> {
          location(i.location());
          out.list(i.path(), this::text);
          optional(i.alias(), this::text);
        });
    out.list(module.rules(), this::rule);
    out.list(module.annotations(), a -> annotations(a, module.rules()));
    // a comment's text stands in the source
    out.list(module.comments(), c -> location(c.location()));
  }

  private void annotations(Annotations annotations, List<Rule> rules) {
    location(annotations.location());
    out.number(annotations.scope().ordinal());
    value(annotations.metadata());
    Rule of = annotations.rule();
    int index = 0;
    while (of != null && rules.get(index) != of) {
      index++;
    }
    out.number(of == null ? 0 : index + 1);
  }

  private void rule(Rule rule) {
    location(rule.location());
    out.flag(rule.isDefault());
    head(rule.head());
    body(rule.body());
    optional(rule.elseBranch(), this::otherwise);
    out.flag(rule.bodyGenerated());
  }

  private void head(Rule.Head head) {
    location(head.location());
    term(head.ref());
    optional(head.args(), this::terms);
    out.flag(head.kind() == Rule.Kind.MULTI_VALUE);
    optional(head.key(), this::term);
    optional(head.value(), this::term);
    out.flag(head.assigned());
  }

  private void otherwise(Rule.Else branch) {
    location(branch.location());
    term(branch.value());
    body(branch.body());
    optional(branch.elseBranch(), this::otherwise);
    out.flag(branch.bodyGenerated());
  }

  private void body(Body body) {
    location(body.location());
    out.list(body.exprs(), this::expr);
  }

  private void expr(Expr expr) {
    switch (expr) {
      case Expr.TermExpr e -> {
        begin(Tag.TERM_EXPR, e);
        out.flag(e.negated());
        term(e.term());
      }
      case Expr.Not e -> {
        begin(Tag.NOT, e);
        body(e.body());
        out.flag(e.explicit());
      }
      case Expr.Logical e -> {
        begin(Tag.LOGICAL, e);
        out.flag(e.operator() == Expr.Operator.AND);
        operand(e.left());
        operand(e.right());
      }
      case Expr.SomeDecl e -> {
        begin(Tag.SOME_DECL, e);
        out.list(e.vars(), this::term);
      }
      case Expr.SomeIn e -> {
        begin(Tag.SOME_IN, e);
        optional(e.key(), this::term);
        term(e.value());
        term(e.domain());
      }
      case Expr.Every e -> {
        begin(Tag.EVERY, e);
        optional(e.key(), this::term);
        term(e.value());
        term(e.domain());
        body(e.body());
      }
    }
  }

  private void begin(int tag, Expr expr) {
    out.number(tag);
    location(expr.location());
    out.list(
        expr.withs(),
        w -> {
          location(w.location());
          term(w.target());
          term(w.value());
        });
  }

  private void operand(Expr.Operand operand) {
    location(operand.location());
    body(operand.body());
    out.flag(operand.explicit());
  }

  private void terms(List<? extends Term> terms) {
    out.list(terms, this::term);
  }

  private void term(Term term) {
    switch (term) {
      case Term.Scalar t -> {
        begin(Tag.SCALAR, t);
        value(t.value());
      }
      case Term.Var t -> {
        begin(Tag.VAR, t);
        text(t.name());
      }
      case Term.Ref t -> {
        begin(Tag.REF, t);
        term(t.head());
        terms(t.path());
      }
      case Term.ArrayTerm t -> {
        begin(Tag.ARRAY, t);
        terms(t.items());
      }
      case Term.SetTerm t -> {
        begin(Tag.SET, t);
        terms(t.items());
      }
      case Term.ObjectTerm t -> {
        begin(Tag.OBJECT, t);
        out.list(
            t.entries(),
            e -> {
              term(e.key());
              term(e.value());
            });
      }
      case Term.ArrayComprehension t -> {
        begin(Tag.ARRAY_COMPREHENSION, t);
        term(t.head());
        body(t.body());
      }
      case Term.SetComprehension t -> {
        begin(Tag.SET_COMPREHENSION, t);
        term(t.head());
        body(t.body());
      }
      case Term.ObjectComprehension t -> {
        begin(Tag.OBJECT_COMPREHENSION, t);
        term(t.key());
        term(t.value());
        body(t.body());
      }
      case Term.Call t -> {
        begin(Tag.CALL, t);
        term(t.operator());
        terms(t.args());
      }
      case Term.Template t -> {
        begin(Tag.TEMPLATE, t);
        out.list(t.parts(), this::part);
      }
    }
  }

  private void begin(int tag, Term term) {
    out.number(tag);
    location(term.location());
  }

  private void part(Term.Template.Part part) {
    switch (part) {
      case Term.Template.Text(String text) -> {
        out.flag(false);
        text(text);
      }
      case Term.Template.Hole(Expr expr) -> {
        out.flag(true);
        expr(expr);
      }
    }
  }

  private void value(Value value) {
    switch (value) {
      case NullValue v -> out.number(Tag.NULL);
      case BooleanValue v -> out.number(v == BooleanValue.TRUE ? Tag.TRUE : Tag.FALSE);
      case NumberValue v when v.isLong() && !v.isWrittenAsFraction() -> {
        out.number(Tag.INTEGER);
        out.number(v.longValue());
      }
      case NumberValue v -> {
        out.number(Tag.NUMBER);
        text(v.toString());
      }
      case StringValue v -> {
        out.number(Tag.STRING);
        text(v.value());
      }
      case ArrayValue v -> {
        out.number(Tag.ARRAY_VALUE);
        out.number(v.size());
        v.forEach(this::value);
      }
      case ObjectValue v -> {
        out.number(Tag.OBJECT_VALUE);
        out.number(v.size());
        v.entries()
            .forEach((key, member) -> {
              value(key);
              value(member);
            });
      }
      case SetValue v -> {
        out.number(Tag.SET_VALUE);
        out.number(v.size());
        v.forEach(this::value);
      }
    }
  }

  /** A place in the module at hand; the module's name is not repeated. */
  private void location(Location location) {
    out.number(location.row());
    out.number(location.col());
    out.number(location.offset());
    out.number(location.end() - location.offset());
  }

  private void text(String text) {
    Integer known = texts.get(text);
    int index = known == null ? texts.size() : known;
    texts.putIfAbsent(text, index);
    out.number(index);
  }

  private <T> void optional(@Nullable T item, Consumer<? super T> write) {
    out.flag(item != null);
    if (item != null) {
      write.accept(item);
    }
  }
}
