package dev.bulkhead.report;

/** Numbers with their nouns. */
final class Counted {
  private Counted() {}

  /** {@code 1 file}, {@code 2 files}, {@code 2 entities}. */
  static String of(int number, String noun) {
    if (number == 1) {
      return "1 " + noun;
    }
    boolean y = noun.endsWith("y");
    return number + " " + (y ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
  }
}
