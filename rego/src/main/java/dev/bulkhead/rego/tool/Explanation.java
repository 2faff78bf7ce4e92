package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.syntax.Location;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Why a rule gave a value: the expressions that held, and what of the input they read.
 *
 * @param reasons in the order of the source; those of rules that an expression uses follow it, one
 *     deeper
 * @param reads JSON Pointers (RFC 6901) into the input, deepest places only: where {@code /a/b} was
 *     read on the way to {@code /a/b/c}, only the latter is there. A pointer may lead to nothing:
 *     that a field is absent may be the reason
 */
public record Explanation(List<Reason> reasons, List<String> reads) {

  /**
   * An expression that held.
   *
   * @param text the expression in one line
   * @param depth 0 in the rule itself, more in rules that it uses
   * @param reads what the expression read, rules that it uses included
   */
  public record Reason(Location location, String text, int depth, List<String> reads) {}

  /**
   * The explanation by some of the rule's own expressions alone: with the reasons below them, and
   * what they read. All of it where none is kept.
   */
  public Explanation by(Predicate<Reason> kept) {
    var out = new ArrayList<Reason>();
    var read = new LinkedHashSet<String>();
    boolean keeping = true;
    for (Reason reason : reasons) {
      keeping = reason.depth == 0 ? kept.test(reason) : keeping;
      if (keeping) {
        out.add(reason);
        read.addAll(reason.reads);
      }
    }
    return out.isEmpty() ? this : new Explanation(out, deepest(read));
  }

  /** Without those that are on the way to others. */
  static List<String> deepest(Set<String> pointers) {
    var sorted = new TreeSet<>(pointers);
    return pointers.stream()
        .filter(p -> {
          String next = sorted.ceiling(p + "/");
          return next == null || !next.startsWith(p + "/");
        })
        .toList();
  }
}
