package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.syntax.Term.ObjectTerm.Entry;
import dev.bulkhead.rego.syntax.Term.Scalar;
import dev.bulkhead.rego.syntax.Token.Type;
import dev.bulkhead.rego.value.NumberValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Numbers, template strings, arrays, sets and objects, with the comprehensions of the latter. */
final class LiteralParser {
  /** Longer ones are refused: reading them takes time quadratic in their length. */
  private static final int MAX_DIGITS = 10_000;

  private final Cursor cursor;
  private final BodyParser bodies;
  private final TermParser terms;

  LiteralParser(Cursor cursor, BodyParser bodies, TermParser terms) {
    this.cursor = cursor;
    this.bodies = bodies;
    this.terms = terms;
  }

  Term number() {
    Token first = cursor.peek();
    boolean negative = cursor.accept(Type.SUB);
    boolean leadingDot = cursor.accept(Type.DOT);
    Token digits = cursor.peek();
    if (digits.type() != Type.NUMBER || ((negative || leadingDot) && digits.spaceBefore())) {
      throw cursor.illegal("expected number");
    }
    cursor.next();
    String text = (leadingDot ? "0." : "") + digits.text();
    if (text.length() > 1 && text.charAt(0) == '0' && Character.isDigit(text.charAt(1))) {
      throw new Cursor.Failure(
          "unexpected number token: expected number without leading zero", digits);
    }
    return new Scalar(cursor.since(first), value(negative ? "-" + text : text, digits));
  }

  private NumberValue value(String text, Token token) {
    if (text.length() > MAX_DIGITS) {
      throw new Cursor.Failure("number too big: more than " + MAX_DIGITS + " digits", token);
    }
    if (text.length() < 18
        && text.indexOf('.') < 0
        && text.indexOf('e') < 0
        && text.indexOf('E') < 0) {
      return NumberValue.of(Long.parseLong(text));
    }
    try {
      if (!NumberValue.isOutOfRange(new BigDecimal(text))) {
        return NumberValue.written(text);
      }
    } catch (NumberFormatException e) {
      throw new Cursor.Failure("illegal number format", token);
    }
    throw new Cursor.Failure("number too big: " + text, token);
  }

  Term template() {
    Token first = cursor.peek();
    var parts = new ArrayList<Term.Template.Part>();
    while (true) {
      Token text = cursor.next();
      if (!text.text().isEmpty()) {
        parts.add(new Term.Template.Text(text.text()));
      }
      if (text.type() == Type.TEMPLATE_END) {
        return new Term.Template(cursor.since(first), List.copyOf(parts));
      }
      Expr expr = bodies.literal();
      refuseInTemplate(expr);
      parts.add(new Term.Template.Hole(expr));
      cursor.expect(Type.RBRACE, "expected } to end template string expression");
    }
  }

  private void refuseInTemplate(Expr expr) {
    String what =
        switch (expr) {
          case Expr.TermExpr e when e.negated() -> "negation ('not')";
          case Expr.TermExpr e when BodyParser.isCallOf(e.term(), "eq") -> "unification ('=')";
          case Expr.TermExpr e when BodyParser.isCallOf(e.term(), "assign") -> "assignment (':=')";
          case Expr.TermExpr e -> "";
          case Expr.Every e -> "'every'";
          case Expr.Not e -> "negation ('not')";
          case Expr.Logical e -> e.operator() == Expr.Operator.AND ? "'and'" : "'or'";
          case Expr.SomeDecl e -> "'some'";
          case Expr.SomeIn e -> "'some'";
        };
    if (!what.isEmpty()) {
      throw cursor.failure(
          "unexpected " + what + " in template-string expression", expr.location());
    }
  }

  Term array() {
    Token first = cursor.next();
    if (cursor.accept(Type.RBRACK)) {
      return new Term.ArrayTerm(cursor.since(first), List.of());
    }
    Token start = cursor.peek();
    int saved = cursor.save();
    Term head = terms.term();
    if (cursor.at(Type.OR)) {
      Body body = tryComprehension(Type.RBRACK);
      if (body != null) {
        return new Term.ArrayComprehension(cursor.since(first), head, body);
      }
      cursor.restore(saved);
      head = terms.term();
    }
    List<Term> items = listFrom(terms.infixInList(start, head), Type.RBRACK);
    return new Term.ArrayTerm(cursor.since(first), items);
  }

  /** The body behind a bar; null where what follows is none, so that the bar is an operator. */
  private @Nullable Body tryComprehension(Type end) {
    int depth = cursor.depth();
    try {
      cursor.next();
      return bodies.body(end);
    } catch (Cursor.Failure e) {
      cursor.countFallback(e);
      cursor.restoreDepth(depth);
      return null;
    }
  }

  /** A list whose first item has been read, up to and with the closing token. */
  private List<Term> listFrom(Term head, Type end) {
    var items = new ArrayList<Term>();
    items.add(head);
    if (!cursor.at(end)) {
      cursor.expect(Type.COMMA, "expected \",\" or \"" + end.label + "\"");
      items.addAll(terms.list(end));
    }
    cursor.next();
    return List.copyOf(items);
  }

  /**
   * A brace opens an object, a set or a comprehension of either; comprehensions win over {@code |}
   * as an operator.
   */
  Term setOrObject() {
    Token first = cursor.next();
    if (cursor.accept(Type.RBRACE)) {
      return new Term.ObjectTerm(cursor.since(first), List.of());
    }
    Token start = cursor.peek();
    int saved = cursor.save();
    Term head = terms.term();
    if (cursor.at(Type.OR)) {
      Body body = tryComprehension(Type.RBRACE);
      if (body != null) {
        return new Term.SetComprehension(cursor.since(first), head, body);
      }
      cursor.restore(saved);
      head = terms.term();
    }
    Term item = terms.infixInList(start, head);
    if (cursor.at(Type.COLON)) {
      return object(first, item);
    }
    return new Term.SetTerm(cursor.since(first), listFrom(item, Type.RBRACE));
  }

  private Term object(Token first, Term key) {
    cursor.next();
    Token start = cursor.peek();
    int saved = cursor.save();
    Term value = terms.term();
    if (cursor.at(Type.OR)) {
      Body body = tryComprehension(Type.RBRACE);
      if (body != null) {
        return new Term.ObjectComprehension(cursor.since(first), key, value, body);
      }
      cursor.restore(saved);
      value = terms.term();
    }
    var entries = new ArrayList<Entry>();
    entries.add(new Entry(key, terms.infixInList(start, value)));
    while (!cursor.at(Type.RBRACE)) {
      cursor.expect(Type.COMMA, "expected \",\" or \"}\"");
      if (cursor.at(Type.RBRACE)) {
        break;
      }
      Term next = terms.infixInList();
      cursor.expect(Type.COLON, "expected \":\"");
      entries.add(new Entry(next, terms.infixInList()));
    }
    cursor.next();
    return new Term.ObjectTerm(cursor.since(first), List.copyOf(entries));
  }
}
