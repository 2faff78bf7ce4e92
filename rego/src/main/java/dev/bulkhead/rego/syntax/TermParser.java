package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.syntax.Term.Call;
import dev.bulkhead.rego.syntax.Term.ObjectTerm.Entry;
import dev.bulkhead.rego.syntax.Term.Scalar;
import dev.bulkhead.rego.syntax.Term.Var;
import dev.bulkhead.rego.syntax.Token.Type;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.StringValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Terms and infix operators. Precedence from loose to tight: {@code in}; comparisons; {@code |};
 * {@code &}; {@code + -}; {@code * / %}; all left-associative.
 */
final class TermParser {
  /** Numbers with exponents beyond this are refused: their exact form would not fit in memory. */
  private static final int MAX_EXPONENT = 100_000;

  private final Cursor cursor;
  private final BodyParser bodies;

  TermParser(Cursor cursor, BodyParser bodies) {
    this.cursor = cursor;
    this.bodies = bodies;
  }

  /** A term with infix operators, where {@code k, v in xs} may stand too. */
  Term infix() {
    return membership(true);
  }

  /** The same in a list, where a comma ends the term. */
  Term infixInList() {
    return membership(false);
  }

  private Term membership(boolean withKey) {
    return membership(withKey, cursor.peek(), null);
  }

  private Term membership(boolean withKey, Token first, @Nullable Term head) {
    cursor.enter();
    try {
      Term left = binary(0, first, head);
      if (withKey && cursor.at(Type.COMMA)) {
        left = keyedMembership(first, left);
      }
      while (cursor.at(Type.IN) && !followedByRef()) {
        Token operator = cursor.next();
        Term domain = binary(0);
        left = call("internal.member_2", operator, cursor.since(first), left, domain);
      }
      return left;
    } finally {
      cursor.leave();
    }
  }

  /** {@code key, value in domain}, if that is what follows. */
  private Term keyedMembership(Token first, Term key) {
    int saved = cursor.save();
    int depth = cursor.depth();
    try {
      cursor.next();
      Term value = binary(0);
      if (cursor.at(Type.IN) && !followedByRef()) {
        Token operator = cursor.next();
        Term domain = binary(0);
        return call("internal.member_3", operator, cursor.since(first), key, value, domain);
      }
    } catch (Cursor.Failure e) {
      cursor.restoreDepth(depth);
    }
    cursor.restore(saved);
    return key;
  }

  private static int level(Type type) {
    return switch (type) {
      case EQUAL, NEQ, LT, GT, LTE, GTE -> 0;
      case OR -> 1;
      case AND -> 2;
      case ADD, SUB -> 3;
      case MUL, QUO, REM -> 4;
      default -> -1;
    };
  }

  private Term binary(int level) {
    return binary(level, cursor.peek(), null);
  }

  /**
   * Operators of a level and tighter.
   *
   * @param head the first term where it has been read already, so that nothing is read twice:
   *     reading again at every level of nesting would take time exponential in the depth
   */
  private Term binary(int level, Token first, @Nullable Term head) {
    if (level > 4) {
      return head == null ? term() : head;
    }
    Term left = binary(level + 1, first, head);
    int links = 0;
    while (level(cursor.peek().type()) == level) {
      // A chain of operators is a tree as deep as it is long.
      cursor.enter();
      links++;
      Token operator = cursor.next();
      Term right = binary(level + 1);
      left = call(operator.type().label, operator, cursor.since(first), left, right);
    }
    cursor.restoreDepth(cursor.depth() - links);
    return left;
  }

  private Call call(String name, Token operator, Location location, Term... args) {
    return new Call(location, operator(name, cursor.of(operator)), List.of(args));
  }

  private static Term operator(String name, Location location) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return new Var(location, name);
    }
    return new Term.Ref(
        location,
        new Var(location, name.substring(0, dot)),
        List.of(new Scalar(location, StringValue.of(name.substring(dot + 1)))));
  }

  /** A term without infix operators. */
  Term term() {
    cursor.enter();
    try {
      Token first = cursor.peek();
      Term head = primary(first);
      return suffix(first, head);
    } finally {
      cursor.leave();
    }
  }

  private Term primary(Token t) {
    return switch (t.type()) {
      case NULL -> keywordOr(t, NullValue.NULL);
      case TRUE -> keywordOr(t, BooleanValue.TRUE);
      case FALSE -> keywordOr(t, BooleanValue.FALSE);
      case NUMBER, SUB, DOT -> number();
      case STRING -> {
        cursor.next();
        yield new Scalar(cursor.of(t), StringValue.of(t.text()));
      }
      case TEMPLATE_PART, TEMPLATE_END -> template();
      case IDENT, CONTAINS -> variable();
      case LBRACK -> array();
      case LBRACE -> setOrObject();
      case LPAREN -> {
        cursor.next();
        Term inner = infix();
        cursor.expect(Type.RPAREN, "expected )");
        yield inner;
      }
      default -> {
        if (t.type().isKeyword() && followedByRef()) {
          yield variable();
        }
        throw cursor.illegal("");
      }
    };
  }

  private Term keywordOr(Token t, dev.bulkhead.rego.value.Value value) {
    if (followedByRef()) {
      return variable();
    }
    cursor.next();
    return new Scalar(cursor.of(t), value);
  }

  /** Whether the next token but one continues a reference, so that a keyword here is a name. */
  boolean followedByRef() {
    Token after = cursor.peekAhead(1);
    return !after.spaceBefore() && (after.type() == Type.DOT || after.type() == Type.LBRACK);
  }

  Term variable() {
    Token t = cursor.next();
    String name = t.text().equals("_") ? cursor.freshWildcard() : t.text();
    return new Var(cursor.of(t), name);
  }

  /** References and calls that follow a term without space between. */
  private Term suffix(Token first, Term head) {
    Term term = head;
    boolean refable = refable(head, first);
    while (refable && !cursor.peek().spaceBefore()) {
      if (cursor.at(Type.DOT) || cursor.at(Type.LBRACK)) {
        term = ref(first, term);
      } else if (cursor.at(Type.LPAREN) && isCallable(term)) {
        term = functionCall(first, term);
      } else {
        break;
      }
    }
    return term;
  }

  private boolean refable(Term head, Token first) {
    if (first.type() == Type.LPAREN) {
      return false;
    }
    if (!(head instanceof Scalar) && !(head instanceof Term.Template)) {
      return true;
    }
    Token t = cursor.peek();
    if (!t.spaceBefore()
        && (t.type() == Type.DOT || t.type() == Type.LBRACK)
        && head instanceof Scalar s) {
      throw cursor.failure(
          "illegal ref (head cannot be " + s.value().typeName() + ")", head.location());
    }
    return false;
  }

  private static boolean isCallable(Term term) {
    return term instanceof Var || (term instanceof Term.Ref ref && ref.head() instanceof Var);
  }

  Term ref(Token first, Term head) {
    var path = new ArrayList<Term>();
    while (!cursor.peek().spaceBefore()) {
      if (cursor.accept(Type.DOT)) {
        path.add(field());
      } else if (cursor.at(Type.LBRACK)) {
        cursor.next();
        path.add(infix());
        cursor.expect(Type.RBRACK, "expected ]");
      } else {
        break;
      }
    }
    return new Term.Ref(cursor.since(first), head, List.copyOf(path));
  }

  private Term field() {
    Token name = cursor.peek();
    if (name.spaceBefore() || (name.type() != Type.IDENT && !name.type().isKeyword())) {
      throw cursor.illegal("expected ident");
    }
    cursor.next();
    return new Scalar(cursor.of(name), StringValue.of(name.text()));
  }

  private Term functionCall(Token first, Term operator) {
    cursor.next();
    List<Term> args = list(Type.RPAREN);
    cursor.next();
    if (args.isEmpty() && operator instanceof Var v && v.name().equals("set")) {
      return new Term.SetTerm(cursor.since(first), List.of());
    }
    return new Call(cursor.since(first), operator, args);
  }

  /** Terms between commas up to, and not with, the closing token. A trailing comma is allowed. */
  List<Term> list(Type end) {
    var items = new ArrayList<Term>();
    while (!cursor.at(end)) {
      items.add(infixInList());
      if (!cursor.at(end)) {
        cursor.expect(Type.COMMA, "expected \",\" or \"" + end.label + "\"");
      }
    }
    return List.copyOf(items);
  }

  private Term number() {
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
    if (text.length() < 18
        && text.indexOf('.') < 0
        && text.indexOf('e') < 0
        && text.indexOf('E') < 0) {
      return NumberValue.of(Long.parseLong(text));
    }
    try {
      BigDecimal decimal = new BigDecimal(text.endsWith(".") ? text + "0" : text);
      if (Math.abs((long) decimal.scale()) <= MAX_EXPONENT) {
        return NumberValue.written(text);
      }
    } catch (NumberFormatException e) {
      throw new Cursor.Failure("illegal number format", token);
    }
    throw new Cursor.Failure("number too big: " + text, token);
  }

  private Term template() {
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
          case Expr.SomeDecl e -> "'some'";
          case Expr.SomeIn e -> "'some'";
        };
    if (!what.isEmpty()) {
      throw cursor.failure(
          "unexpected " + what + " in template-string expression", expr.location());
    }
  }

  private Term array() {
    Token first = cursor.next();
    if (cursor.accept(Type.RBRACK)) {
      return new Term.ArrayTerm(cursor.since(first), List.of());
    }
    Token start = cursor.peek();
    int saved = cursor.save();
    Term head = term();
    if (cursor.at(Type.OR)) {
      Body body = tryComprehension(Type.RBRACK);
      if (body != null) {
        return new Term.ArrayComprehension(cursor.since(first), head, body);
      }
      cursor.restore(saved);
      head = term();
    }
    List<Term> items = listFrom(membership(false, start, head), Type.RBRACK);
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
      items.addAll(list(end));
    }
    cursor.next();
    return List.copyOf(items);
  }

  /**
   * A brace opens an object, a set or a comprehension of either; comprehensions win over {@code |}
   * as an operator.
   */
  private Term setOrObject() {
    Token first = cursor.next();
    if (cursor.accept(Type.RBRACE)) {
      return new Term.ObjectTerm(cursor.since(first), List.of());
    }
    Token start = cursor.peek();
    int saved = cursor.save();
    Term head = term();
    if (cursor.at(Type.OR)) {
      Body body = tryComprehension(Type.RBRACE);
      if (body != null) {
        return new Term.SetComprehension(cursor.since(first), head, body);
      }
      cursor.restore(saved);
      head = term();
    }
    Term item = membership(false, start, head);
    if (cursor.at(Type.COLON)) {
      return object(first, item);
    }
    return new Term.SetTerm(cursor.since(first), listFrom(item, Type.RBRACE));
  }

  private Term object(Token first, Term key) {
    cursor.next();
    Token start = cursor.peek();
    int saved = cursor.save();
    Term value = term();
    if (cursor.at(Type.OR)) {
      Body body = tryComprehension(Type.RBRACE);
      if (body != null) {
        return new Term.ObjectComprehension(cursor.since(first), key, value, body);
      }
      cursor.restore(saved);
      value = term();
    }
    var entries = new ArrayList<Entry>();
    entries.add(new Entry(key, membership(false, start, value)));
    while (!cursor.at(Type.RBRACE)) {
      cursor.expect(Type.COMMA, "expected \",\" or \"}\"");
      if (cursor.at(Type.RBRACE)) {
        break;
      }
      Term next = infixInList();
      cursor.expect(Type.COLON, "expected \":\"");
      entries.add(new Entry(next, infixInList()));
    }
    cursor.next();
    return new Term.ObjectTerm(cursor.since(first), List.copyOf(entries));
  }
}
