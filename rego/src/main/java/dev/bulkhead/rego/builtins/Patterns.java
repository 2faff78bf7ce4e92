package dev.bulkhead.rego.builtins;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiled regular expressions. Those of policies are few and the same in every evaluation, so all
 * evaluations share them; what is over the room for that, such as expressions that inputs make, is
 * compiled for its evaluation alone.
 */
final class Patterns {
  private static final int ROOM = 1_000;
  private static final int LONGEST_SHARED = 1_000;

  /** Length of a pattern times that of a text, which a match takes time by: about two seconds. */
  private static final long LARGEST_MATCH = 1L << 29;

  /** What every match may take without being counted. */
  private static final long ORDINARY_MATCH = 10_000;

  private static final long PRODUCT_OF_A_STEP = 16;

  private static final Map<Key, Pattern> SHARED = new ConcurrentHashMap<>();

  private Patterns() {}

  private record Key(String regex, int flags) {}

  /**
   * @param flags of {@link Pattern}
   * @throws com.google.re2j.PatternSyntaxException where the text is no regular expression
   */
  static Pattern of(BuiltinContext context, String regex, int flags) {
    var key = new Key(regex, flags);
    Pattern known = SHARED.get(key);
    if (known != null) {
      return known;
    }
    Pattern made =
        context.memo(
            key,
            () -> {
              context.checkBudget(regex.length());
              return Pattern.compile(regex, flags);
            });
    if (regex.length() <= LONGEST_SHARED && SHARED.size() < ROOM) {
      SHARED.put(key, made);
    }
    return made;
  }

  /**
   * A matcher, once the time that it may take is counted: a match cannot be ended from outside.
   *
   * @throws BuiltinException where it might take longer than any sane policy asks for
   */
  static Matcher matcher(BuiltinContext context, Pattern pattern, String text)
      throws BuiltinException {
    long product = (long) pattern.pattern().length() * text.length();
    if (product > LARGEST_MATCH) {
      throw Args.halt(
          "a regular expression of "
              + pattern.pattern().length()
              + " characters over a text of "
              + text.length()
              + " takes too long");
    }
    if (product > ORDINARY_MATCH) {
      context.checkBudget(product / PRODUCT_OF_A_STEP);
    }
    return pattern.matcher(text);
  }
}
