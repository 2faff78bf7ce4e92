package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.syntax.Rule.Else;
import dev.bulkhead.rego.syntax.Rule.Head;
import dev.bulkhead.rego.syntax.Rule.Kind;
import dev.bulkhead.rego.syntax.Term.Scalar;
import dev.bulkhead.rego.syntax.Term.Var;
import dev.bulkhead.rego.syntax.Token.Type;
import dev.bulkhead.rego.value.BooleanValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules: heads, bodies, chains and else branches. */
final class RuleParser {
  private final Cursor cursor;
  private final BodyParser bodies;
  private final TermParser terms;

  RuleParser(Cursor cursor, BodyParser bodies) {
    this.cursor = cursor;
    this.bodies = bodies;
    this.terms = bodies.terms();
  }

  /** One rule, or several where bodies are chained. */
  List<Rule> rules() {
    Token first = cursor.peek();
    boolean isDefault = cursor.at(Type.DEFAULT) && !terms.followedByRef();
    if (isDefault) {
      cursor.next();
    }
    Head head = head(isDefault);
    if (isDefault) {
      return List.of(defaultRule(first, head));
    }
    boolean hasIf = cursor.at(Type.IF) && !terms.followedByRef();
    if (!hasIf) {
      return List.of(withoutIf(first, head));
    }
    cursor.next();
    return chain(first, head);
  }

  private Rule withoutIf(Token first, Head head) {
    if (cursor.at(Type.LBRACE)) {
      throw new Cursor.Failure("`if` keyword is required before rule body", first);
    }
    boolean valueWritten = head.value() != null && !(isGeneratedTrue(head));
    if (head.kind() == Kind.SINGLE_VALUE && !valueWritten && head.args() == null) {
      if (head.ref() instanceof Term.Ref) {
        throw new Cursor.Failure("`contains` keyword is required for partial set rules", first);
      }
      if (!cursor.at(Type.EOF) && !cursor.peek().newlineBefore()) {
        throw cursor.illegal("");
      }
      throw new Cursor.Failure("var cannot be used for rule name", first);
    }
    Location location = cursor.since(first);
    Else elseBranch = cursor.at(Type.ELSE) && !terms.followedByRef() ? elseBranch(head) : null;
    return new Rule(location, false, head, trueBody(location), elseBranch, true);
  }

  /** A head whose value nobody wrote has the value's location at the head itself. */
  private static boolean isGeneratedTrue(Head head) {
    return head.value() instanceof Scalar s
        && s.value() == BooleanValue.TRUE
        && s.location().equals(head.location());
  }

  private List<Rule> chain(Token first, Head head) {
    Body body = ruleBody();
    Else elseBranch = cursor.at(Type.ELSE) && !terms.followedByRef() ? elseBranch(head) : null;
    var out = new ArrayList<Rule>();
    out.add(new Rule(cursor.since(first), false, head, body, elseBranch, false));
    while (cursor.at(Type.LBRACE)) {
      if (elseBranch != null) {
        throw new Cursor.Failure("expected else keyword", cursor.peek());
      }
      Token brace = cursor.next();
      Body next = bodies.body(Type.RBRACE);
      out.add(new Rule(cursor.since(brace), false, head, next, null, false));
    }
    return out;
  }

  /**
   * What follows {@code if}: a literal, or a body in braces. A brace may open either; read as a set
   * it would be a body that always holds, so then it is taken for a body.
   */
  private Body ruleBody() {
    Token first = cursor.peek();
    if (!cursor.at(Type.LBRACE)) {
      Expr expr = bodies.literal();
      return new Body(expr.location(), List.of(expr));
    }
    int saved = cursor.save();
    int depth = cursor.depth();
    try {
      Expr expr = bodies.literal();
      boolean set = expr instanceof Expr.TermExpr t && t.term() instanceof Term.SetTerm;
      if (!set) {
        return new Body(expr.location(), List.of(expr));
      }
    } catch (Cursor.Failure e) {
      cursor.restoreDepth(depth);
    }
    cursor.restore(saved);
    cursor.next();
    Body body = bodies.body(Type.RBRACE);
    return new Body(cursor.since(first), body.exprs());
  }

  private Rule defaultRule(Token first, Head head) {
    if (head.kind() == Kind.MULTI_VALUE || head.value() == null || isGeneratedTrue(head)) {
      throw new Cursor.Failure("illegal default rule (must have a value)", first);
    }
    new DefaultRuleCheck(first).check(head);
    Location location = cursor.since(first);
    return new Rule(location, true, head, trueBody(location), null, true);
  }

  private static Body trueBody(Location location) {
    return new Body(
        location,
        List.of(
            new Expr.TermExpr(
                location, false, new Scalar(location, BooleanValue.TRUE), List.of())));
  }

  private Head head(boolean isDefault) {
    Token first = cursor.peek();
    boolean name =
        first.type() == Type.IDENT || (first.type().isKeyword() && terms.followedByRef());
    if (!name) {
      if (first.type().isKeyword() && startsRule(cursor.peekAhead(1).type(), isDefault)) {
        throw new Cursor.Failure(first.text() + " keyword cannot be used for rule name", first);
      }
      throw cursor.illegal("");
    }
    Term ref = terms.variable();
    if (!cursor.peek().spaceBefore() && (cursor.at(Type.DOT) || cursor.at(Type.LBRACK))) {
      ref = terms.ref(first, ref);
    }
    List<Term> args = null;
    if (cursor.at(Type.LPAREN) && !cursor.peek().spaceBefore()) {
      cursor.next();
      args = terms.list(Type.RPAREN);
      cursor.next();
    }
    return headValue(first, ref, args);
  }

  private static boolean startsRule(Type next, boolean isDefault) {
    return isDefault
        || next == Type.ASSIGN
        || next == Type.UNIFY
        || next == Type.IF
        || next == Type.CONTAINS;
  }

  private Head headValue(Token first, Term ref, @Nullable List<Term> args) {
    if (cursor.at(Type.CONTAINS)) {
      if (args != null) {
        throw cursor.illegal(
            "the contains keyword can only be used with multi-value rule definitions (e.g., "
                + "p contains <VALUE> { ... })");
      }
      cursor.next();
      Term key = terms.infix();
      return new Head(cursor.since(first), ref, null, Kind.MULTI_VALUE, key, null, false);
    }
    boolean assigned = cursor.at(Type.ASSIGN);
    if (assigned || cursor.at(Type.UNIFY)) {
      cursor.next();
      Term value = terms.infix();
      return new Head(cursor.since(first), ref, args, Kind.SINGLE_VALUE, null, value, assigned);
    }
    Location location = cursor.since(first);
    Term value = new Scalar(location, BooleanValue.TRUE);
    return new Head(location, ref, args, Kind.SINGLE_VALUE, null, value, false);
  }

  private Else elseBranch(Head head) {
    checkElse(head);
    Token first = cursor.next();
    Term value = new Scalar(cursor.of(first), BooleanValue.TRUE);
    if (cursor.accept(Type.ASSIGN) || cursor.accept(Type.UNIFY)) {
      value = terms.infix();
    } else if (!cursor.at(Type.IF)) {
      throw cursor.at(Type.LBRACE)
          ? new Cursor.Failure("`if` keyword is required before rule body", cursor.peek())
          : cursor.illegal("expected else value term or rule body");
    }
    Body body = null;
    if (cursor.accept(Type.IF)) {
      if (cursor.at(Type.EOF)) {
        throw cursor.illegal("rule body expected");
      }
      body = elseBody();
    } else if (cursor.at(Type.LBRACE)) {
      throw new Cursor.Failure("`if` keyword is required before rule body", cursor.peek());
    }
    Location location = cursor.since(first);
    // A chain of branches is a tree as deep as it is long.
    cursor.enter();
    Else next = cursor.at(Type.ELSE) && !terms.followedByRef() ? elseBranch(head) : null;
    cursor.leave();
    return new Else(location, value, body == null ? trueBody(location) : body, next, body == null);
  }

  private Body elseBody() {
    if (cursor.accept(Type.LBRACE)) {
      return bodies.body(Type.RBRACE);
    }
    Expr expr = bodies.literal();
    return new Body(expr.location(), List.of(expr));
  }

  private void checkElse(Head head) {
    if (head.kind() == Kind.MULTI_VALUE) {
      throw new Cursor.Failure("else keyword cannot be used on multi-value rules", cursor.peek());
    }
    boolean variables =
        head.ref() instanceof Term.Ref ref
            && ref.path().stream().anyMatch(p -> !(p instanceof Scalar));
    if (variables) {
      throw new Cursor.Failure(
          "else keyword cannot be used on rules with variables in head", cursor.peek());
    }
  }

  /** What the value and the parameters of a default rule may be. */
  private record DefaultRuleCheck(Token first) {
    void check(Head head) {
      if (head.value() != null) {
        constant(head.value());
      }
      if (head.args() != null) {
        var seen = new ArrayList<String>();
        head.args().forEach(a -> argument(a, seen));
      }
    }

    private void constant(Term term) {
      switch (term) {
        case Scalar s -> {}
        case Term.ArrayTerm a -> a.items().forEach(this::constant);
        case Term.SetTerm s -> s.items().forEach(this::constant);
        case Term.ObjectTerm o -> o.entries().forEach(e -> constant(e.value()));
        case Term.ArrayComprehension c -> {}
        case Term.SetComprehension c -> {}
        case Term.ObjectComprehension c -> {}
        case Var v -> throw refuse("var");
        case Term.Ref r -> throw refuse("ref");
        case Term.Call c -> throw refuse("call");
        case Term.Template t -> throw refuse("templatestring");
      }
    }

    private Cursor.Failure refuse(String what) {
      return new Cursor.Failure("illegal default rule (value cannot contain " + what + ")", first);
    }

    private void argument(Term term, List<String> seen) {
      if (!(term instanceof Var v)) {
        throw new Cursor.Failure(
            "illegal default rule (arguments cannot contain non-variables)", first);
      }
      if (seen.contains(v.name())) {
        throw new Cursor.Failure(
            "illegal default rule (arguments cannot be repeated " + v.name() + ")", first);
      }
      seen.add(v.name());
    }
  }
}
