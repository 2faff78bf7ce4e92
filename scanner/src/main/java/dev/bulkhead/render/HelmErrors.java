package dev.bulkhead.render;

import dev.bulkhead.model.Span;
import org.jspecify.annotations.Nullable;

/**
 * Where a rendering error is, out of Helm's message: {@code template: shop/templates/a.yaml:8:22:
 * executing …}, {@code parse error at (shop/templates/a.yaml:21): …}, {@code execution error at
 * (shop/templates/a.yaml:1:3): …}, {@code YAML parse error on shop/templates/a.yaml: …}.
 *
 * @param template as Helm names it, the chart's name first; empty where none is named
 * @param span null where only the file is known
 * @param message in one line
 */
record HelmErrors(String template, @Nullable Span span, String message) {
  private static final int LONGEST = 400;

  static HelmErrors parse(String text) {
    String joined = String.join(" ", text.lines().map(String::strip).toList()).strip();
    String line = joined.isEmpty() ? "no reason given" : joined;
    String message = line.length() > LONGEST ? line.substring(0, LONGEST) + " …" : line;
    for (String mark : new String[] {"template: ", "error at (", "parse error on "}) {
      // an include names its caller first and the cause last
      for (int at = line.lastIndexOf(mark); at >= 0; at = line.lastIndexOf(mark, at - 1)) {
        HelmErrors located = located(line.substring(at + mark.length()), message);
        if (located.template().contains("/templates/")) {
          return located;
        }
      }
    }
    return new HelmErrors("", null, message);
  }

  private static HelmErrors located(String text, String message) {
    int end = 0;
    while (end < text.length() && ":) ".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    String template = text.substring(0, end);
    int[] place = {0, 0};
    int at = end;
    for (int i = 0; i < 2 && at < text.length() && text.charAt(at) == ':'; i++) {
      int digit = at + 1;
      while (digit < text.length() && digit < at + 8 && Character.isDigit(text.charAt(digit))) {
        place[i] = place[i] * 10 + text.charAt(digit++) - '0';
      }
      at = digit;
    }
    if (place[0] == 0) {
      return new HelmErrors(template, null, message);
    }
    int column = place[1] + 1;
    return new HelmErrors(template, new Span(place[0], column, place[0], column + 1), message);
  }
}
