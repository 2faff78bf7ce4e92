package dev.bulkhead.rego.builtins;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replaces several texts in one pass. Where several fit, the one that was added first does; an
 * empty text fits once before each character and at the end.
 */
final class Replacer {
  private record Pair(String from, String to) {}

  private final Map<Character, List<Pair>> byFirst = new HashMap<>();
  private @Nullable Pair empty;

  void add(String from, String to) {
    if (!from.isEmpty()) {
      byFirst.computeIfAbsent(from.charAt(0), c -> new ArrayList<>()).add(new Pair(from, to));
    } else if (empty == null) {
      empty = new Pair(from, to);
    }
  }

  String replace(String text) throws BuiltinException {
    var out = new StringBuilder(text.length() + 16);
    int at = 0;
    while (at <= text.length()) {
      Args.checkLength(out.length());
      if (empty != null) {
        out.append(empty.to);
      }
      if (at == text.length()) {
        break;
      }
      Pair pair = fitting(text, at);
      if (pair != null) {
        out.append(pair.to);
        at += pair.from.length();
      } else {
        int c = text.codePointAt(at);
        out.appendCodePoint(c);
        at += Character.charCount(c);
      }
    }
    return out.toString();
  }

  private @Nullable Pair fitting(String text, int at) {
    for (Pair pair : byFirst.getOrDefault(text.charAt(at), List.of())) {
      if (text.startsWith(pair.from, at)) {
        return pair;
      }
    }
    return null;
  }
}
