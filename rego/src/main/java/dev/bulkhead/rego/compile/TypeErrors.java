package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.builtins.Declaration;
import dev.bulkhead.rego.builtins.Signature;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.ArrayOf;
import dev.bulkhead.rego.builtins.Type.ObjectOf;
import dev.bulkhead.rego.builtins.Type.SetOf;
import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The errors of the checks of types, worded as OPA words them. */
final class TypeErrors {
  private static final String MATCH_PAGE =
      "https://www.openpolicyagent.org/docs/errors/rego-type-error/match-error";

  private TypeErrors() {}

  /** Two terms can never be equal. */
  static RegoError match(Location location, @Nullable Type left, @Nullable Type right) {
    var shown = new TypeDifference.Pair(Type.shown(left), Type.shown(right));
    if (TypeDifference.tooWide(sides(shown))) {
      shown = TypeDifference.of(left, right);
    }
    var details = new ArrayList<>(sides(shown));
    String kind = sharedKind(left, right);
    if (kind != null) {
      details.add(
          "hint  : both sides are "
              + kind
              + " but their types differ, so they can never be equal (see "
              + MATCH_PAGE
              + ")");
    }
    return error("match error", location, details);
  }

  private static List<String> sides(TypeDifference.Pair shown) {
    return List.of("left  : " + shown.left(), "right : " + shown.right());
  }

  private static @Nullable String sharedKind(@Nullable Type left, @Nullable Type right) {
    if (left instanceof ObjectOf && right instanceof ObjectOf) {
      return "objects";
    }
    if (left instanceof ArrayOf && right instanceof ArrayOf) {
      return "arrays";
    }
    return left instanceof SetOf && right instanceof SetOf ? "sets" : null;
  }

  /** A function is called with what it does not take. */
  static RegoError arguments(
      String function,
      String problem,
      Location location,
      List<? extends @Nullable Type> have,
      Signature want) {
    String had = have.stream().map(Type::shown).collect(Collectors.joining(", ", "have: (", ")"));
    List<String> lines = List.of(had, "want: " + want.arguments());
    return error(
        function + ": " + problem,
        location,
        TypeDifference.tooWide(lines) ? TypeDifference.ofArguments(have, want) : lines);
  }

  /** A built-in is called with too few or too many arguments. */
  static RegoError arity(
      Declaration builtin, List<Term> args, boolean withResult, Location location) {
    String problem = builtin.name() + ": arity mismatch";
    Signature signature = builtin.signature();
    if (signature == null) {
      return error(problem, location, List.of());
    }
    var checker = new TypeChecker(new RuleTypes(new RuleIndex()));
    TypeEnvironment nothing = TypeEnvironment.of(new TypeTree());
    var have = new ArrayList<@Nullable Type>();
    args.forEach(arg -> have.add(checker.type(nothing, arg)));
    if (withResult) {
      have.add(null);
    }
    return arguments(builtin.name(), "arity mismatch", location, have, signature);
  }

  /**
   * A reference leads into what is no collection, or is a function.
   *
   * @param index how many of its keys lead there
   */
  static RegoError noCollection(Term reference, int index, @Nullable Type have) {
    String text = ResolvedText.of(reference);
    return error(
        have instanceof Signature ? notCalled(reference) : "undefined ref: " + text,
        location(reference),
        List.of(
            text,
            "^".repeat(ResolvedText.upTo(reference, index).length()),
            "have: " + (have == null ? "<nil>" : have)));
  }

  private static String notCalled(Term reference) {
    List<Term> keys = References.keys(reference);
    boolean searched =
        keys.getLast() instanceof Resolved.Local l
            && l.variable().isGenerated()
            && l.variable().written == null;
    String name = ResolvedText.upTo(reference, keys.size() - (searched ? 1 : 0));
    return "function " + name + " used as reference, not called";
  }

  /**
   * A reference has a key that a collection cannot have.
   *
   * @param index the key's place
   * @param have the key's type; null where the key itself says more
   * @param want the type of the collection's keys; null where there are none
   */
  static RegoError noSuchKey(
      Term reference,
      int index,
      @Nullable Type have,
      @Nullable Type want,
      Collection<Value> oneOf) {
    String text = ResolvedText.of(reference);
    String pad = " ".repeat(ResolvedText.upTo(reference, index).length() + 1);
    String key = ResolvedText.of(References.keys(reference).get(index));
    String keys = oneOf.stream().map(String::valueOf).collect(Collectors.joining(" ", "[", "]"));
    return error(
        "undefined ref: " + text,
        location(reference),
        List.of(
            text,
            pad + "^",
            pad + (have == null ? "have: " + key : "have (type): " + have),
            pad
                + (want == null || !oneOf.isEmpty()
                    ? "want (one of): " + keys
                    : "want (type): " + want)));
  }

  private static Location location(Term reference) {
    return switch (reference) {
      case Resolved.Input i -> i.location();
      case Resolved.Data d -> d.location();
      case Resolved.Ref r -> r.location();
      default -> throw new IllegalArgumentException(ResolvedText.of(reference));
    };
  }

  private static RegoError error(String message, Location location, List<String> details) {
    return RegoError.of(RegoError.TYPE, message, location).withDetails(details);
  }
}
