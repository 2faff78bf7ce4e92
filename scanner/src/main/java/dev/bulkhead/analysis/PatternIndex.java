package dev.bulkhead.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values by glob pattern; patterns without wildcards are found without trying all. */
final class PatternIndex<T> {

  /** A pattern that matched, with its value. */
  record Match<T>(int order, String pattern, T value) {}

  private final Map<String, List<Match<T>>> literal = new HashMap<>();
  private final List<Match<T>> globs = new ArrayList<>();
  private int size;

  void add(String pattern, T value) {
    var match = new Match<>(size++, pattern, value);
    if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
      literal.computeIfAbsent(pattern, p -> new ArrayList<>()).add(match);
    } else {
      globs.add(match);
    }
  }

  /** All that match, in the order in which they were added. */
  List<Match<T>> matches(String text) {
    List<Match<T>> exact = literal.getOrDefault(text, List.of());
    var out = new ArrayList<>(exact);
    for (Match<T> glob : globs) {
      if (Globs.matches(glob.pattern(), text)) {
        out.add(glob);
      }
    }
    if (out.size() > exact.size()) {
      out.sort(Comparator.comparingInt(Match::order));
    }
    return out;
  }
}
