package dev.bulkhead.rego.builtins;

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
}
