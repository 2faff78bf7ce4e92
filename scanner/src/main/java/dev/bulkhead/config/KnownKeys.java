package dev.bulkhead.config;

import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.source.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a file that people write for us. A key that nobody reads is an error:
 * a misspelt selector would waive more than was meant, a misspelt attribute would promise less.
 */
final class KnownKeys implements Sink {
  private final Document document;
  private final String code;
  private final List<Gap> problems = new ArrayList<>();

  /**
   * @param code under which problems are reported
   */
  KnownKeys(Document document, String code) {
    this.document = document;
    this.code = code;
  }

  List<Gap> problems() {
    return problems;
  }

  @Override
  public void add(Entity entity) {
    throw new IllegalStateException("the file defines no entities");
  }

  @Override
  public void gap(Gap gap) {
    problems.add(gap);
  }

  /** Reports every key of a mapping that is not among those known. */
  void check(Tree tree, Set<String> known) {
    if (!tree.present()) {
      return;
    }
    tree.entries()
        .forEach((key, value) -> {
          if (!known.contains(key)) {
            String near = nearest(key, known);
            problem(
                value,
                "unknown key \"" + key + "\"",
                near == null
                    ? "known keys: " + String.join(", ", known.stream().sorted().toList())
                    : "did you mean \"" + near + "\"?");
          }
        });
  }

  /** Reports something wrong at a place. */
  void problem(Tree at, String message, @Nullable String hint) {
    problems.add(
        new Gap(code, true, document.file().uri(), at.span(document.root().span()), message, hint));
  }

  /** What was probably meant; null where nothing is near. */
  static @Nullable String nearest(String key, Collection<String> known) {
    String best = null;
    int distance = 3;
    for (String candidate : known.stream().sorted().toList()) {
      int d = distance(key, candidate);
      if (d < distance) {
        distance = d;
        best = candidate;
      }
    }
    return best;
  }

  /** Levenshtein's distance; texts of very different length are simply far. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 3) {
      return Integer.MAX_VALUE;
    }
    var row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? diagonal : diagonal + 1;
        row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), change);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
