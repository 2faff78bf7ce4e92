package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells templates from what they make. Braces in quotes are no sign: Argo CD, Kyverno, Prometheus
 * and others have templates of their own in plain YAML.
 */
final class Templates {
  /** What stands around an expression where a value belongs. */
  private static final List<String> AT_VALUES = List.of(": {{", "- {{", "={{", "= {{", ": {%");

  private static final List<String> AT_STARTS = List.of("{{", "{%", "{#", "<%");

  private Templates() {}

  /**
   * Where a text shows that it is a template before it is parsed; null where it does not, or where
   * parsing will tell.
   *
   * @param byName whether the file's name says that it is one
   */
  static @Nullable Span find(Format format, String text, boolean byName) {
    return switch (format) {
      case YAML, JSON, TOML -> byName ? mark(text) : null;
      case DOCKERFILE -> byName ? any(text) : null;
      case INI, POSTGRESQL_CONF, DOTENV, PG_HBA, PG_IDENT, REDIS_CONF, REDIS_ACL, SQL_ROLES ->
          byName ? any(text) : mark(text);
      case PEM, TEXT -> null;
    };
  }

  /** Where an expression stands in place of a value or of a line; null where none does. */
  static @Nullable Span mark(String text) {
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      String start = line.stripLeading();
      if (start.startsWith("#") && !start.startsWith("#{")) {
        continue;
      }
      for (String sign : AT_STARTS) {
        if (start.startsWith(sign)) {
          return span(number, line.length() - start.length(), sign.length());
        }
      }
      for (String sign : AT_VALUES) {
        int at = line.indexOf(sign);
        if (at >= 0) {
          return span(number, at + sign.length() - 2, 2);
        }
      }
    }
    return null;
  }

  /** The same for a text that did not parse; an expression in the failing line is a sign too. */
  static @Nullable Span markOfFailure(String text, @Nullable Span failure) {
    Span mark = mark(text);
    return mark != null || failure == null ? mark : any(text, failure.startLine());
  }

  private static @Nullable Span any(String text) {
    return any(text, 0);
  }

  /**
   * @param only the one line to look at; 0 for all
   */
  private static @Nullable Span any(String text, int only) {
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (only != 0 && number != only) {
        continue;
      }
      for (String sign : AT_STARTS) {
        int at = line.indexOf(sign);
        if (at >= 0) {
          return span(number, at, sign.length());
        }
      }
    }
    return null;
  }

  private static Span span(int line, int from, int length) {
    return new Span(line, from + 1, line, from + 1 + length);
  }
}
