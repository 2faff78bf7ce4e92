package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import java.util.ArrayList;
import java.util.List;

/** The blocks of a text in PEM, wherever they stand in it (RFC 7468 allows text around them). */
public final class PemBlocks {
  /** So many blocks are read; what is behind them is one block more, so that it is noticed. */
  public static final int MOST = 500;

  private static final String MARK = "-----";
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final int LONGEST_LABEL = 64;

  private final String text;
  private final List<Block> blocks = new ArrayList<>();
  private int line = 1;
  private int counted;

  /**
   * A block.
   *
   * @param label what it says that it holds, such as {@code CERTIFICATE}
   * @param span from its BEGIN line to its END line
   * @param body what stands between them; empty for what is no certificate, so that keys are never
   *     passed on
   * @param closed false where its BEGIN or its END line is missing
   */
  public record Block(String label, Span span, String body, boolean closed) {
    public boolean isCertificate() {
      return label.equals("CERTIFICATE")
          || label.equals("X509 CERTIFICATE")
          || label.equals("TRUSTED CERTIFICATE");
    }
  }

  private PemBlocks(String text) {
    this.text = text;
  }

  /** The blocks of a text in their order, {@link #MOST} and one at the most. */
  public static List<Block> of(String text) {
    return new PemBlocks(text).read();
  }

  private List<Block> read() {
    int at = text.indexOf(MARK);
    while (at >= 0 && blocks.size() <= MOST) {
      int next = at + 1;
      if (text.startsWith(BEGIN, at)) {
        next = begin(at);
      } else if (text.startsWith(END, at)) {
        next = at + END.length();
        String label = label(next);
        if (!label.isEmpty()) {
          next += label.length() + MARK.length();
          add(label, at, next, "", false);
        }
      }
      at = text.indexOf(MARK, next);
    }
    return List.copyOf(blocks);
  }

  /** Where to go on behind a block that begins here. */
  private int begin(int at) {
    int start = at + BEGIN.length();
    String label = label(start);
    if (label.isEmpty()) {
      return start;
    }
    int body = start + label.length() + MARK.length();
    int mark = text.indexOf(MARK, body);
    int end = mark < 0 ? text.length() : mark;
    String close = END + label + MARK;
    boolean closed = mark >= 0 && text.startsWith(close, mark);
    int next = closed ? mark + close.length() : end;
    add(label, at, next, text.substring(body, end), closed);
    return next;
  }

  /** The label that begins here; empty where none does. */
  private String label(int from) {
    int end = text.indexOf(MARK, from);
    if (end < 0 || end - from > LONGEST_LABEL) {
      return "";
    }
    String label = text.substring(from, end);
    return label.indexOf('\n') < 0 ? label : "";
  }

  private void add(String label, int from, int to, String body, boolean closed) {
    int first = lineOf(from);
    int column = from - text.lastIndexOf('\n', from);
    int end = body.isBlank() || closed ? to : from + body.stripTrailing().length();
    int last = lineOf(end);
    int lastColumn = end - text.lastIndexOf('\n', end - 1);
    var block = new Block(label, new Span(first, column, last, lastColumn), body, closed);
    blocks.add(block.isCertificate() ? block : new Block(label, block.span(), "", closed));
  }

  private int lineOf(int offset) {
    while (counted < offset) {
      if (text.charAt(counted++) == '\n') {
        line++;
      }
    }
    return line;
  }
}
