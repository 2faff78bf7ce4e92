package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.syntax.Expr.With;
import dev.bulkhead.rego.syntax.Term.Call;
import dev.bulkhead.rego.syntax.Term.Var;
import dev.bulkhead.rego.syntax.Token.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bodies and the expressions in them. */
final class BodyParser {
  private final Cursor cursor;
  private final TermParser terms;
  private final LogicParser logic;

  BodyParser(Cursor cursor) {
    this.cursor = cursor;
    this.terms = new TermParser(cursor, this);
    this.logic = new LogicParser(cursor, this);
  }

  TermParser terms() {
    return terms;
  }

  /** Expressions between semicolons or line ends, up to and with the closing token. */
  Body body(Type end) {
    cursor.enter();
    try {
      Body body = query(end);
      cursor.next();
      return body;
    } finally {
      cursor.leave();
    }
  }

  /** The same up to, and not with, the end. */
  Body query(Type end) {
    Token first = cursor.peek();
    if (cursor.at(end)) {
      throw new Cursor.Failure("found empty body", first);
    }
    var exprs = new ArrayList<Expr>();
    while (true) {
      exprs.add(literal());
      if (cursor.accept(Type.SEMICOLON)) {
        if (cursor.at(end)) {
          break;
        }
        continue;
      }
      if (cursor.at(end)) {
        break;
      }
      if (!cursor.peek().newlineBefore()) {
        throw cursor.illegal("expected \\n or ; or " + end.label);
      }
    }
    return new Body(cursor.since(first), List.copyOf(exprs));
  }

  Expr literal() {
    Token first = cursor.peek();
    if (first.type().isKeyword() && terms.followedByRef()) {
      return operated(first, plain(first, false));
    }
    return switch (first.type()) {
      case NOT -> operated(first, negation(first));
      case SOME -> some(first);
      case EVERY -> every(first);
      case LBRACE, LPAREN -> {
        Expr logical = logic.leading(first);
        yield logical == null ? operated(first, plain(first, false)) : logical;
      }
      default -> operated(first, plain(first, false));
    };
  }

  /** The expression with its modifiers, or with {@code and} and {@code or} behind it. */
  private Expr operated(Token first, Expr expr) {
    if (logic.atOperator()) {
      refuseBrace(first);
      return logic.chain(first, LogicParser.implicit(expr));
    }
    Token with = cursor.peek();
    List<With> withs = withs();
    if (logic.atOperator()) {
      throw new Cursor.Failure(
          "`with` modifier is not allowed on operand of `" + cursor.peek().text() + "`", with);
    }
    if (withs.isEmpty()) {
      return expr;
    }
    return switch (expr) {
      case Expr.TermExpr e -> new Expr.TermExpr(cursor.since(first), e.negated(), e.term(), withs);
      case Expr.Not e -> new Expr.Not(cursor.since(first), e.body(), e.explicit(), withs);
      case Expr.Logical e ->
          new Expr.Logical(cursor.since(first), e.operator(), e.left(), e.right(), withs);
      case Expr.SomeDecl e -> e;
      case Expr.SomeIn e -> e;
      case Expr.Every e -> e;
    };
  }

  private void refuseBrace(Token first) {
    if (first.type() == Type.LBRACE) {
      throw new Cursor.Failure(
          "operand of `"
              + cursor.peek().text()
              + "` cannot begin with `{` unless the braces hold a body",
          first);
    }
  }

  /** {@code not} and what it negates, without modifiers. */
  Expr negation(Token first) {
    cursor.next();
    if (cursor.at(Type.SOME)) {
      throw cursor.illegal("illegal negation of 'some'");
    }
    if (cursor.at(Type.EVERY)) {
      throw cursor.illegal("illegal negation of 'every'");
    }
    if (!cursor.negatedBodies()) {
      return plain(first, true);
    }
    if (cursor.accept(Type.LBRACE)) {
      Body body = body(Type.RBRACE);
      return new Expr.Not(cursor.since(first), body, true, List.of());
    }
    if (cursor.at(Type.LPAREN) && cursor.logicalKeywords()) {
      Expr.Operand group = logic.tryGroup();
      if (group != null) {
        return new Expr.Not(cursor.since(first), group.body(), false, List.of());
      }
    }
    Body body = LogicParser.implicit(plain(first, false)).body();
    return new Expr.Not(cursor.since(first), body, false, List.of());
  }

  /** A term, unification or assignment, without modifiers. */
  Expr plain(Token first, boolean negated) {
    Token start = cursor.peek();
    Term left = terms.infix();
    if (cursor.at(Type.ASSIGN) || cursor.at(Type.UNIFY)) {
      Token operator = cursor.next();
      Term right = terms.infix();
      left =
          new Call(
              cursor.since(start),
              new Var(cursor.of(operator), operator.type().label),
              List.of(left, right));
    }
    return new Expr.TermExpr(cursor.since(first), negated, left, List.of());
  }

  List<With> withs() {
    if (!atWith()) {
      return List.of();
    }
    var out = new ArrayList<With>();
    while (atWith()) {
      Token first = cursor.next();
      if (!cursor.at(Type.IDENT)) {
        throw cursor.illegal("expected ident");
      }
      Term target = terms.term();
      if (!(target instanceof Var) && !(target instanceof Term.Ref)) {
        throw cursor.illegal("expected with target path");
      }
      cursor.expect(Type.AS, "expected as keyword");
      Term value = terms.infix();
      out.add(new With(cursor.since(first), target, value));
    }
    return List.copyOf(out);
  }

  private boolean atWith() {
    return cursor.at(Type.WITH) && !terms.followedByRef();
  }

  private Expr some(Token first) {
    cursor.next();
    int saved = cursor.save();
    int depth = cursor.depth();
    Term domain = null;
    try {
      domain = terms.infix();
    } catch (Cursor.Failure e) {
      cursor.restoreDepth(depth);
    }
    if (domain instanceof Call call) {
      return someIn(first, call);
    }
    cursor.restore(saved);
    return someDeclaration(first);
  }

  private Expr someIn(Token first, Call call) {
    Location location = cursor.since(first);
    List<Term> args = call.args();
    return switch (operatorName(call)) {
      case "internal.member_2" ->
          new Expr.SomeIn(location, null, args.get(0), args.get(1), withs());
      case "internal.member_3" ->
          new Expr.SomeIn(location, args.get(0), args.get(1), args.get(2), withs());
      default -> throw cursor.illegal("expected `x in xs` or `x, y in xs` expression");
    };
  }

  private Expr someDeclaration(Token first) {
    var vars = new ArrayList<Var>();
    do {
      if (!cursor.at(Type.IDENT)) {
        throw cursor.illegal("expected var");
      }
      vars.add((Var) terms.variable());
    } while (cursor.accept(Type.COMMA));
    return new Expr.SomeDecl(cursor.since(first), List.copyOf(vars), List.of());
  }

  private Expr every(Token first) {
    cursor.next();
    Term domain = terms.infix();
    if (!(domain instanceof Call call)) {
      throw cursor.illegal("expected `x[, y] in xs { ... }` expression");
    }
    List<Term> args = call.args();
    Term key = null;
    Term value;
    switch (operatorName(call)) {
      case "internal.member_2" -> value = args.get(0);
      case "internal.member_3" -> {
        key = args.get(0);
        value = args.get(1);
      }
      default -> throw cursor.illegal("expected `x[, y] in xs { ... }` expression");
    }
    requireVariable(key, "expected key to be a variable");
    requireVariable(value, "expected value to be a variable");
    if (!cursor.accept(Type.LBRACE)) {
      throw cursor.illegal("missing body");
    }
    Body body = body(Type.RBRACE);
    Location location = cursor.since(first);
    return new Expr.Every(location, key, value, args.getLast(), body, withs());
  }

  private void requireVariable(@Nullable Term term, String note) {
    if (term != null && !(term instanceof Var)) {
      throw cursor.illegal(note);
    }
  }

  /** The dotted name of a call's operator; empty where it has none. */
  static String operatorName(Call call) {
    return switch (call.operator()) {
      case Var v -> v.name();
      case Term.Ref ref -> dotted(ref);
      default -> "";
    };
  }

  private static String dotted(Term.Ref ref) {
    if (!(ref.head() instanceof Var head)) {
      return "";
    }
    var out = new StringBuilder(head.name());
    for (Term part : ref.path()) {
      if (!(part instanceof Term.Scalar s)
          || !(s.value() instanceof dev.bulkhead.rego.value.StringValue text)) {
        return "";
      }
      out.append('.').append(text.value());
    }
    return out.toString();
  }

  static boolean isCallOf(Term term, String operator) {
    return term instanceof Call call && operatorName(call).equals(operator);
  }
}
