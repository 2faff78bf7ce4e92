package dev.bulkhead.report;

import dev.bulkhead.source.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file with secret values hidden, each when it is first shown: frames show few of
 * them. Lines count from 1. Not for several threads.
 */
final class FileText {
  static final FileText NONE = new FileText(new String[0], new byte[0], line -> false);

  private final String[] lines;
  private final @Nullable String[] shown;
  private final byte[] bytes;
  private final IntPredicate hidden;
  private final BitSet inKey;
  private @Nullable List<String> hashes;

  private FileText(String[] lines, byte[] bytes, IntPredicate hidden) {
    this.lines = lines;
    this.shown = new String[lines.length];
    this.bytes = bytes;
    this.hidden = hidden;
    this.inKey = linesOfKeys(lines);
  }

  /**
   * The text of a file; without lines where it is no text.
   *
   * @param hidden tells the lines whose values are not to be shown
   */
  static FileText of(byte[] bytes, IntPredicate hidden) {
    Decoded decoded = Decoded.of(bytes);
    return decoded == null ? NONE : new FileText(lines(decoded.text()), bytes, hidden);
  }

  /** The lines without their ends: CR LF, CR or LF. */
  private static String[] lines(String text) {
    var out = new ArrayList<String>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r') {
        out.add(text.substring(start, i));
        i += c == '\r' && text.startsWith("\n", i + 1) ? 1 : 0;
        start = i + 1;
      }
    }
    out.add(text.substring(start));
    return out.toArray(String[]::new);
  }

  int size() {
    return lines.length;
  }

  /** How many UTF-16 code units a line has in the file. */
  int width(int number) {
    return lines[number - 1].length();
  }

  /** A line as it may be shown. */
  String line(int number) {
    String known = shown[number - 1];
    if (known == null) {
      known = masked(number - 1);
      shown[number - 1] = known;
    }
    return known;
  }

  /** GitHub's hash of a line; null behind the last, and where nothing can be shown. */
  @Nullable String hash(int number) {
    if (this == NONE) {
      return null;
    }
    List<String> known = hashes;
    if (known == null) {
      // GitHub decodes as UTF-8 whatever the file is, and keeps a byte order mark
      known = LineHash.ofLines(new String(bytes, StandardCharsets.UTF_8));
      hashes = known;
    }
    return number <= known.size() ? known.get(number - 1) : null;
  }

  private String masked(int index) {
    return inKey.get(index) || hidden.test(index + 1)
        ? LineMask.hideValue(lines[index])
        : LineMask.hide(lines[index], nameAbove(index));
  }

  /** The name in the line above, blank lines passed over, that a bare {@code value:} belongs to. */
  private @Nullable String nameAbove(int index) {
    if (lines[index].isBlank()) {
      return null; // so that many blank lines are looked through once
    }
    int above = index - 1;
    while (above >= 0 && lines[above].isBlank()) {
      above--;
    }
    return above < 0 ? null : LineMask.nameIn(lines[above]);
  }

  private static BitSet linesOfKeys(String[] lines) {
    var out = new BitSet();
    boolean inside = false;
    for (int i = 0; i < lines.length; i++) {
      inside |= lines[i].contains("-----BEGIN ") && lines[i].contains("PRIVATE KEY");
      out.set(i, inside);
      inside = inside && !lines[i].contains("-----END ");
    }
    return out;
  }
}
