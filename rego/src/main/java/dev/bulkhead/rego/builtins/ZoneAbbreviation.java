package dev.bulkhead.rego.builtins;

/** Recognises abbreviations of time zones in text, by their shape as Go does. */
final class ZoneAbbreviation {
  private static final int MAX_HOURS = 23;

  private ZoneAbbreviation() {}

  /** How long the abbreviation at a place of a text is; 0 where there is none. */
  static int length(String text, int at) {
    if (text.length() - at < 3) {
      return 0;
    }
    if (text.startsWith("UTC", at)) {
      return 3;
    }
    if (text.startsWith("ChST", at) || text.startsWith("MeST", at)) {
      return 4;
    }
    if (text.startsWith("GMT", at)) {
      return 3 + signedHours(text, at + 3);
    }
    if (text.charAt(at) == '+' || text.charAt(at) == '-') {
      return signedHours(text, at);
    }
    int capitals = 0;
    while (capitals < 6 && at + capitals < text.length() && isCapital(text.charAt(at + capitals))) {
      capitals++;
    }
    boolean sound =
        switch (capitals) {
          case 3 -> true;
          case 4 -> text.charAt(at + 3) == 'T' || text.startsWith("WITA", at);
          case 5 -> text.charAt(at + 4) == 'T';
          default -> false;
        };
    return sound ? capitals : 0;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static int signedHours(String text, int at) {
    if (at >= text.length() || (text.charAt(at) != '+' && text.charAt(at) != '-')) {
      return 0;
    }
    int end = at + 1;
    int hours = 0;
    while (end < text.length() && Character.isDigit(text.charAt(end)) && hours <= MAX_HOURS) {
      hours = hours * 10 + text.charAt(end++) - '0';
    }
    return end == at + 1 || hours > MAX_HOURS ? 0 : end - at;
  }
}
