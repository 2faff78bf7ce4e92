package dev.bulkhead.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * GitHub's {@code primaryLocationLineHash} of every line of a file: a rolling polynomial hash over
 * the hundred characters from the line's start, without spaces and tabs, and behind a colon how
 * often the file had that hash so far (github/codeql-action, src/fingerprints.ts).
 */
final class LineHash {
  private static final int WINDOW = 100;
  private static final long MULTIPLIER = 37;
  private static final char END_OF_FILE = 65535;
  private static final long FIRST_POWER = power();

  private final List<String> hashes = new ArrayList<>();
  private final Map<Long, Integer> seen = new HashMap<>();
  private final char[] window = new char[WINDOW];
  private final boolean[] startsLine = new boolean[WINDOW];
  private long hash;
  private int index;
  private boolean lineStart = true;
  private boolean previousCarriageReturn;

  private LineHash() {}

  /** The hashes by line; the first line's at index 0. */
  static List<String> ofLines(String content) {
    LineHash lines = new LineHash();
    for (int i = 0; i < content.length(); i++) {
      lines.read(content.charAt(i));
    }
    lines.read(END_OF_FILE);
    for (int i = 0; i < WINDOW; i++) {
      if (lines.startsLine[lines.index]) {
        lines.output();
      }
      lines.update((char) 0);
    }
    return lines.hashes;
  }

  private void read(char current) {
    if (current == ' ' || current == '\t' || (previousCarriageReturn && current == '\n')) {
      previousCarriageReturn = false;
      return;
    }
    char c = current;
    previousCarriageReturn = c == '\r';
    if (c == '\r') {
      c = '\n';
    }
    if (startsLine[index]) {
      output();
    }
    if (lineStart) {
      lineStart = false;
      startsLine[index] = true;
    }
    if (c == '\n') {
      lineStart = true;
    }
    update(c);
  }

  private void output() {
    int occurrence = seen.merge(hash, 1, Integer::sum);
    hashes.add(Long.toHexString(hash) + ":" + occurrence);
    startsLine[index] = false;
  }

  private void update(char c) {
    char leaving = window[index];
    window[index] = c;
    hash = MULTIPLIER * hash + c - FIRST_POWER * leaving;
    index = (index + 1) % WINDOW;
  }

  private static long power() {
    long result = 1;
    for (int i = 0; i < WINDOW; i++) {
      result *= MULTIPLIER;
    }
    return result;
  }
}
