package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Splits SQL as pg_dumpall and people write it into statements of words. Comments, the rows of COPY
 * and lines for psql itself are passed over; of a long statement only the beginning is kept.
 */
final class SqlStatements {
  /** More words than any statement has that is of interest. */
  private static final int MOST_WORDS = 200;

  /**
   * A word of a statement.
   *
   * @param text without its quotes; lower case where nothing quotes it, as PostgreSQL reads it
   * @param literal whether it is a string constant
   */
  record Word(String text, boolean literal, Span span) {
    boolean is(String keyword) {
      return !literal && text.equals(keyword);
    }
  }

  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;
  private final List<Word> words = new ArrayList<>();

  private SqlStatements(String text) {
    this.text = text;
  }

  static void each(String text, Consumer<List<Word>> statement) {
    new SqlStatements(text).read(statement);
  }

  private void read(Consumer<List<Word>> statement) {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ';') {
        at++;
        end(statement);
      } else if (c == '\\' && words.isEmpty()) {
        skipTo("\n");
      } else if (text.startsWith("--", at)) {
        skipTo("\n");
      } else if (text.startsWith("/*", at)) {
        skipTo("*/");
      } else if (c == '\'' || c == '"') {
        quoted(c);
      } else if (c == '$' && dollarQuoteLength() > 0) {
        skipDollarQuoted(dollarQuoteLength());
      } else if (Character.isWhitespace(c)) {
        step();
      } else {
        plain(c);
      }
    }
    end(statement);
  }

  private void end(Consumer<List<Word>> statement) {
    if (words.isEmpty()) {
      return;
    }
    boolean rowsFollow =
        words.getFirst().is("copy")
            && words.stream().anyMatch(w -> w.is("stdin"))
            && words.stream().anyMatch(w -> w.is("from"));
    statement.accept(List.copyOf(words));
    words.clear();
    if (rowsFollow) {
      skipTo("\n\\.");
    }
  }

  private void step() {
    if (text.charAt(at) == '\n') {
      line++;
      lineStart = at + 1;
    }
    at++;
  }

  private void skipTo(String end) {
    int found = text.indexOf(end, at);
    int stop = found < 0 ? text.length() : found + end.length();
    while (at < stop) {
      step();
    }
  }

  private void add(String word, boolean literal, int startLine, int startColumn) {
    if (words.size() < MOST_WORDS) {
      words.add(
          new Word(word, literal, new Span(startLine, startColumn, line, at - lineStart + 1)));
    }
  }

  /** A string or a quoted name; the quote doubled stands for itself. */
  private void quoted(char quote) {
    int startLine = line;
    int startColumn = at - lineStart + 1;
    var value = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == quote) {
        if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
          at++;
        } else {
          break;
        }
      }
      value.append(c);
      step();
    }
    at = Math.min(at + 1, text.length());
    add(value.toString(), quote == '\'', startLine, startColumn);
  }

  private int dollarQuoteLength() {
    int end = at + 1;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
      end++;
    }
    return end < text.length() && text.charAt(end) == '$' ? end + 1 - at : 0;
  }

  private void skipDollarQuoted(int length) {
    String mark = text.substring(at, at + length);
    at += length;
    skipTo(mark);
  }

  private void plain(char first) {
    int startColumn = at - lineStart + 1;
    int start = at++;
    if (Character.isLetterOrDigit(first) || first == '_' || first == '-') {
      while (at < text.length() && isPart(text.charAt(at))) {
        at++;
      }
    }
    add(text.substring(start, at).toLowerCase(Locale.ROOT), false, line, startColumn);
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '$';
  }
}
