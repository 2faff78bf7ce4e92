package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.syntax.Term.Call;
import dev.bulkhead.rego.syntax.Term.Scalar;
import dev.bulkhead.rego.syntax.Term.Var;
import dev.bulkhead.rego.syntax.Token.Type;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Terms and infix operators. Precedence from loose to tight: {@code in}; comparisons; {@code |};
 * {@code &}; {@code + -}; {@code * / %}; all left-associative.
 */
final class TermParser {
  private final Cursor cursor;
  private final LiteralParser literals;

  TermParser(Cursor cursor, BodyParser bodies) {
    this.cursor = cursor;
    this.literals = new LiteralParser(cursor, bodies, this);
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

  /**
   * The same.
   *
   * @param head the first term where it has been read already
   */
  Term infixInList(Token first, Term head) {
    return membership(false, first, head);
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
      case NUMBER, SUB, DOT -> literals.number();
      case STRING -> {
        cursor.next();
        yield new Scalar(cursor.of(t), StringValue.of(t.text()));
      }
      case TEMPLATE_PART, TEMPLATE_END -> literals.template();
      case IDENT, CONTAINS -> {
        if ((cursor.atConjunction() || cursor.atDisjunction()) && !followedByRef()) {
          throw cursor.illegal("");
        }
        yield variable();
      }
      case LBRACK -> literals.array();
      case LBRACE -> literals.setOrObject();
      case LPAREN -> {
        cursor.next();
        Term inner = infix();
        if (!cursor.accept(Type.RPAREN)) {
          throw new Cursor.Failure("non-terminated expression", cursor.peek());
        }
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
    boolean refable = refable(head, first.type() == Type.LPAREN);
    Token start = first.type() == Type.LPAREN ? cursor.token(head.location()) : first;
    while (refable && !cursor.peek().spaceBefore()) {
      if (cursor.at(Type.DOT) || cursor.at(Type.LBRACK)) {
        term = ref(start, term);
      } else if (cursor.at(Type.LPAREN) && isCallable(term)) {
        term = functionCall(start, term);
      } else {
        break;
      }
    }
    return term;
  }

  private boolean refable(Term head, boolean inParentheses) {
    if (inParentheses && head instanceof Term.Ref) {
      return refuseRef(head, "ref");
    }
    if (!(head instanceof Scalar) && !(head instanceof Term.Template)) {
      return true;
    }
    return refuseRef(head, head instanceof Scalar s ? s.value().typeName() : "templatestring");
  }

  private boolean refuseRef(Term head, String what) {
    Token t = cursor.peek();
    if (!t.spaceBefore() && (t.type() == Type.DOT || t.type() == Type.LBRACK)) {
      throw cursor.failure("illegal ref (head cannot be " + what + ")", head.location());
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
      throw cursor.illegal("expected identifier");
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
}
