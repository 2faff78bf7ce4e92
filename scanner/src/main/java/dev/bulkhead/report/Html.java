package dev.bulkhead.report;

import java.util.Collection;
import java.util.Locale;

/** Builds HTML in which all text is escaped. */
final class Html {
  private final StringBuilder out = new StringBuilder();

  /** Markup as it is; only constants may come here. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** Text, escaped. */
  Html text(String text) {
    out.append(Escape.markup(text));
    return this;
  }

  Html number(long number) {
    out.append(number);
    return this;
  }

  /** Begins a table that scrolls by itself on narrow screens; {@code label} names the region. */
  Html tableWith(String label, Collection<String> headers) {
    raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").text(label);
    raw("\"><table><thead><tr>");
    for (String header : headers) {
      raw("<th scope=\"col\">").text(header).raw("</th>");
    }
    return raw("</tr></thead><tbody>");
  }

  Html endTable() {
    return raw("</tbody></table></div>");
  }

  /** A term with its description; nothing where the text is blank. */
  Html pair(String term, String text) {
    return text.isBlank() ? this : raw("<dt>").text(term).raw("</dt><dd>").prose(text).raw("</dd>");
  }

  /** Text in whose backticks code stands. */
  Html prose(String text) {
    String[] parts = Escape.unwrapped(text).split("`", -1);
    boolean balanced = parts.length % 2 == 1;
    for (int i = 0; i < parts.length; i++) {
      boolean code = balanced && i % 2 == 1;
      raw(code ? "<code>" : i > 0 && !balanced ? "`" : "")
          .text(parts[i])
          .raw(code ? "</code>" : "");
    }
    return this;
  }

  /** An enum's constant in words. */
  static String words(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
