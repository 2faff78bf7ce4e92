package dev.bulkhead.source;

/** Quotation marks around values, as the line-based formats, templates and shells write them. */
public final class Quotes {
  private Quotes() {}

  /** The text without one pair of single or double quotes around all of it. */
  public static String without(String text) {
    boolean quoted =
        text.length() > 1
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
