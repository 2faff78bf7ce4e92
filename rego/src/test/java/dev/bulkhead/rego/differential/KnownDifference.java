package dev.bulkhead.rego.differential;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.util.HashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ways in which this engine and OPA 1.22 differ, each with the reason. */
enum KnownDifference {
  /**
   * Values in conflict are an error here also where OPA stops looking before it sees them: it
   * leaves a negated body, or a rule with a constant value, at the first solution, and its index of
   * rules skips those that the input cannot match.
   */
  CONFLICT_SEEN {
    @Override
    boolean explains(String verdict, String module, Outcome ours, Outcome theirs) {
      return verdict.equals("eval_conflict_error not document");
    }
  },

  /**
   * A call within a reference's key is evaluated here only where the reference gets to the key; OPA
   * evaluates it first, so that its conflicts are errors there.
   */
  CONFLICT_NOT_REACHED {
    @Override
    boolean explains(String verdict, String module, Outcome ours, Outcome theirs) {
      return verdict.equals("document not eval_conflict_error");
    }
  },

  /** There is no {@code -0} here; OPA writes it where a product or quotient is one. */
  NEGATIVE_ZERO {
    @Override
    boolean explains(String verdict, String module, Outcome ours, Outcome theirs) {
      return documents(theirs).anyMatch(d -> d.toString().contains("-0"))
          && documents(ours).noneMatch(d -> d.toString().contains("-0"));
    }
  },

  /** An object with the keys 1 and "1" has them both, and JSON one of them. */
  KEYS_ONE_IN_JSON {
    @Override
    boolean explains(String verdict, String module, Outcome ours, Outcome theirs) {
      return ours instanceof Outcome.Evaluated e
          && e.answers().stream().anyMatch(a -> a instanceof Outcome.Document d && d.ambiguous());
    }
  },

  /**
   * A rule that does not hold leaves an empty object for the keys of its head in OPA; here not
   * where one of them is a number.
   */
  EMPTY_OBJECT_BELOW_NUMBER {
    @Override
    boolean explains(String verdict, String module, Outcome ours, Outcome theirs) {
      return verdict.equals("document not document")
          && NUMBER_IN_HEAD.matcher(module).find()
          && documents(ours)
              .map(KnownDifference::withoutEmpty)
              .toList()
              .equals(documents(theirs).map(KnownDifference::withoutEmpty).toList());
    }
  },

  /**
   * OPA's {@code walk} changes paths that it has given before where they are keys of an object in a
   * comprehension: keys appear several times, and others not at all.
   */
  PATHS_OF_WALK {
    @Override
    boolean explains(String verdict, String module, Outcome ours, Outcome theirs) {
      return verdict.equals("document not document") && WALK.matcher(module).find();
    }
  },

  /**
   * A rule that replaces a function by {@code with} is evaluated here before the expression, which
   * is undefined where the rule is; OPA evaluates it when the function is called.
   */
  REPLACED_BY_UNDEFINED_RULE {
    @Override
    boolean explains(String verdict, String module, Outcome ours, Outcome theirs) {
      return verdict.equals("document not document") && REPLACED.matcher(module).find();
    }
  },

  /**
   * A variable that stands in a comprehension and, in the same expression, as the key of a call's
   * result within another reference's key: {@code [x | x > 1] < xs[f()[x]]}. Here the call and its
   * key are an expression of their own, which comes first and binds it; OPA refuses the program.
   */
  KEY_OF_CALL_IN_COMPREHENSION {
    @Override
    boolean explains(String verdict, String module, Outcome ours, Outcome theirs) {
      return verdict.equals("accepted, not [rego_unsafe_var_error]")
          && module.lines().anyMatch(KnownDifference::hasKeyOfCallInComprehension);
    }
  };

  private static final Pattern KEY_OF_CALL = Pattern.compile("\\[[^ ]*\\(.*\\)\\[(v[0-9]+)\\]");

  private static final Pattern NUMBER_IN_HEAD = Pattern.compile("(?m)^r[^ ]*\\[-?[0-9]");

  private static final Pattern WALK = Pattern.compile("\\|.*walk\\(");

  private static final Pattern REPLACED = Pattern.compile("with r[0-9] as r[0-9]");

  /** Whether the difference is the reason for a verdict. */
  abstract boolean explains(String verdict, String module, Outcome ours, Outcome theirs);

  /** The difference that is the reason; null where none is known. */
  static @Nullable KnownDifference find(
      String verdict, String module, Outcome ours, Outcome theirs) {
    return Stream.of(values())
        .filter(d -> d.explains(verdict, module, ours, theirs))
        .findFirst()
        .orElse(null);
  }

  private static boolean hasKeyOfCallInComprehension(String line) {
    Matcher key = KEY_OF_CALL.matcher(line);
    int bar = line.indexOf(" | ");
    return key.find()
        && bar >= 0
        && bar < key.start()
        && Pattern.compile("\\b" + key.group(1) + "\\b").matcher(line.substring(0, bar)).find();
  }

  private static Value withoutEmpty(Value value) {
    if (!(value instanceof ObjectValue object)) {
      return value;
    }
    var out = new HashMap<Value, Value>();
    object
        .entries()
        .forEach((key, item) -> {
          Value kept = withoutEmpty(item);
          if (!kept.equals(ObjectValue.EMPTY)) {
            out.put(key, kept);
          }
        });
    return ObjectValue.wrap(out);
  }

  private static Stream<Value> documents(Outcome outcome) {
    return outcome instanceof Outcome.Evaluated e
        ? e.answers().stream()
            .filter(Outcome.Document.class::isInstance)
            .map(a -> ((Outcome.Document) a).value())
        : Stream.empty();
  }
}
