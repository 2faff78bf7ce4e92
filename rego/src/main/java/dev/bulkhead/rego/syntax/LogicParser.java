package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.syntax.Expr.Logical;
import dev.bulkhead.rego.syntax.Expr.Operand;
import dev.bulkhead.rego.syntax.Expr.Operator;
import dev.bulkhead.rego.syntax.Token.Type;
import dev.bulkhead.rego.value.BooleanValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code and} and {@code or} between expressions, for modules that import them. {@code not} binds
 * tighter than {@code and}, {@code and} tighter than {@code or}; an operand in braces is a body of
 * its own, parentheses group.
 */
final class LogicParser {
  private final Cursor cursor;
  private final BodyParser bodies;

  LogicParser(Cursor cursor, BodyParser bodies) {
    this.cursor = cursor;
    this.bodies = bodies;
  }

  boolean atOperator() {
    return cursor.atConjunction() || cursor.atDisjunction();
  }

  /** A literal that begins with a body in braces or with a group; null where there is none. */
  @Nullable Expr leading(Token first) {
    if (!cursor.logicalKeywords()) {
      return null;
    }
    int saved = cursor.save();
    int depth = cursor.depth();
    try {
      Operand left = cursor.at(Type.LBRACE) ? body() : cursor.at(Type.LPAREN) ? group() : null;
      boolean chained = left != null && atOperator();
      if (left != null && (chained || (!left.explicit() && isLogical(left)))) {
        return chained ? chain(first, left) : single(first, left);
      }
    } catch (Cursor.Failure e) {
      cursor.countFallback(e);
      cursor.restoreDepth(depth);
    }
    cursor.restore(saved);
    return null;
  }

  /** The group alone: its expression, with what {@code with} modifiers follow. */
  private Expr single(Token first, Operand group) {
    Expr expr = group.body().exprs().getFirst();
    List<Expr.With> withs = bodies.withs();
    if (withs.isEmpty()) {
      return expr;
    }
    var alone = new Operand(group.location(), group.body(), false);
    var holds = new Operand(group.location(), always(cursor.since(first)), false);
    return new Logical(cursor.since(first), Operator.AND, alone, holds, withs);
  }

  /** The operators behind a first operand, and the modifiers of the whole. */
  Expr chain(Token first, Operand left) {
    Logical logical = (Logical) disjunction(first, left).body().exprs().getFirst();
    return new Logical(
        cursor.since(first), logical.operator(), logical.left(), logical.right(), bodies.withs());
  }

  private Operand disjunction(Token first, Operand head) {
    Operand left = conjunction(first, head);
    while (cursor.atDisjunction()) {
      cursor.enter();
      cursor.next();
      Token start = cursor.peek();
      left = joined(first, Operator.OR, left, conjunction(start, operand()));
      cursor.leave();
    }
    return left;
  }

  private Operand conjunction(Token first, Operand head) {
    Operand left = head;
    while (cursor.atConjunction()) {
      cursor.enter();
      cursor.next();
      left = joined(first, Operator.AND, left, operand());
      cursor.leave();
    }
    return left;
  }

  private Operand joined(Token first, Operator operator, Operand left, Operand right) {
    Location location = cursor.since(first);
    refuseOnlyPrint(left, operator);
    refuseOnlyPrint(right, operator);
    var expr = new Logical(location, operator, left, right, List.of());
    return new Operand(location, new Body(location, List.of(expr)), false);
  }

  private void refuseOnlyPrint(Operand operand, Operator operator) {
    boolean prints =
        operand.body().exprs().stream()
            .allMatch(e ->
                e instanceof Expr.TermExpr t
                    && !t.negated()
                    && BodyParser.isCallOf(t.term(), "print"));
    if (prints) {
      throw cursor.failure(
          "operand of `"
              + (operator == Operator.AND ? "and" : "or")
              + "` cannot consist only of calls to `print`",
          operand.body().exprs().getFirst().location());
    }
  }

  /** One side of an operator, without modifiers of its own. */
  private Operand operand() {
    cursor.enter();
    try {
      Token first = cursor.peek();
      if (cursor.at(Type.LBRACE)) {
        return body();
      }
      if (cursor.at(Type.NOT) && !bodies.terms().followedByRef()) {
        return implicit(bodies.negation(first));
      }
      Operand group = cursor.at(Type.LPAREN) ? tryGroup() : null;
      if (group != null) {
        return group;
      }
      return implicit(bodies.plain(first, false));
    } finally {
      cursor.leave();
    }
  }

  static Operand implicit(Expr expr) {
    return new Operand(expr.location(), new Body(expr.location(), List.of(expr)), false);
  }

  private Operand body() {
    Token brace = cursor.next();
    Body body = bodies.body(Type.RBRACE);
    return new Operand(cursor.since(brace), body, true);
  }

  /** A group, where what stands in the parentheses is one; null where it is a term. */
  @Nullable Operand tryGroup() {
    int saved = cursor.save();
    int depth = cursor.depth();
    try {
      Operand group = group();
      if (isLogical(group)) {
        return group;
      }
    } catch (Cursor.Failure e) {
      cursor.countFallback(e);
      cursor.restoreDepth(depth);
    }
    cursor.restore(saved);
    return null;
  }

  private Operand group() {
    Token paren = cursor.next();
    Token first = cursor.peek();
    Operand left = disjunction(first, operand());
    List<Expr.With> withs = bodies.withs();
    cursor.expect(Type.RPAREN, "expected ) to close parenthesized group");
    Location location = cursor.since(paren);
    if (withs.isEmpty()) {
      return new Operand(location, left.body(), left.explicit());
    }
    var holds = new Operand(location, always(location), false);
    return implicit(new Logical(location, Operator.AND, left, holds, withs));
  }

  /** Whether the operand is more than a term in parentheses. */
  private static boolean isLogical(Operand operand) {
    return !operand.explicit()
        && switch (operand.body().exprs().getFirst()) {
          case Logical e -> true;
          case Expr.Not e -> true;
          case Expr.TermExpr e -> e.negated();
          case Expr.SomeDecl e -> false;
          case Expr.SomeIn e -> false;
          case Expr.Every e -> false;
        };
  }

  /** An expression that always holds. */
  static Body always(Location location) {
    return new Body(
        location,
        List.of(
            new Expr.TermExpr(
                location, false, new Term.Scalar(location, BooleanValue.TRUE), List.of())));
  }
}
