package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Sequence;
import dev.bulkhead.source.Node.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Formats of one setting a line: INI, postgresql.conf, .env, pg_hba.conf, redis.conf. */
final class LineFormats {
  private LineFormats() {}

  /** A word of a line and where it stands. */
  private record Word(String text, Span span) {}

  private static List<String> lines(String text) {
    return List.of(text.split("\r?\n|\r", -1));
  }

  private static Span span(int line, int from, int to) {
    return new Span(line, from + 1, line, to + 1);
  }

  private static Span whole(List<String> lines) {
    int last = Math.max(1, lines.size());
    return new Span(1, 1, last, lines.isEmpty() ? 1 : lines.getLast().length() + 1);
  }

  private static Scalar string(String text, Span span) {
    return new Scalar(span, text, Type.STRING);
  }

  private static Entry entry(String key, Span at, Node value) {
    return new Entry(string(key, at), value);
  }

  static Node ini(String text) {
    List<String> lines = lines(text);
    Map<String, Map<String, Entry>> sections = new LinkedHashMap<>();
    Map<String, Span> headers = new LinkedHashMap<>();
    String section = "";
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      String trimmed = line.strip();
      if (trimmed.isEmpty() || trimmed.startsWith("#") || trimmed.startsWith(";")) {
        continue;
      }
      if (trimmed.startsWith("[") && trimmed.endsWith("]")) {
        section = trimmed.substring(1, trimmed.length() - 1).strip();
        headers.putIfAbsent(section, span(i + 1, line.indexOf('['), line.lastIndexOf(']') + 1));
        sections.computeIfAbsent(section, s -> new LinkedHashMap<>());
        continue;
      }
      Entry setting =
          trimmed.startsWith("%include ")
              ? setting(line, i + 1, " ", false)
              : setting(line, i + 1, "=:", false);
      if (setting != null) {
        headers.putIfAbsent(section, setting.key().span());
        sections
            .computeIfAbsent(section, s -> new LinkedHashMap<>())
            .put(setting.key().text(), setting);
      }
    }
    var out = new ArrayList<Entry>();
    sections.forEach((name, settings) -> {
      Span at = headers.getOrDefault(name, new Span(1, 1, 1, 1));
      out.add(entry(name, at, new Mapping(at, List.copyOf(settings.values()))));
    });
    return new Mapping(whole(lines), List.copyOf(out));
  }

  private static @org.jspecify.annotations.Nullable Entry setting(
      String line, int number, String separators, boolean hashEnds) {
    int start = 0;
    while (start < line.length() && Character.isWhitespace(line.charAt(start))) {
      start++;
    }
    int separator = start;
    while (separator < line.length() && separators.indexOf(line.charAt(separator)) < 0) {
      separator++;
    }
    if (separator == start || separator >= line.length()) {
      return null;
    }
    int keyEnd = separator;
    while (keyEnd > start && Character.isWhitespace(line.charAt(keyEnd - 1))) {
      keyEnd--;
    }
    int from = separator + 1;
    while (from < line.length() && Character.isWhitespace(line.charAt(from))) {
      from++;
    }
    int to = valueEnd(line, from, hashEnds);
    String value = Quotes.without(line.substring(from, Math.max(from, to)));
    return entry(
        line.substring(start, keyEnd),
        span(number, start, keyEnd),
        string(value, span(number, from, Math.max(from, to))));
  }

  private static int valueEnd(String line, int from, boolean hashEnds) {
    int to = line.length();
    if (hashEnds) {
      boolean quoted = false;
      for (int i = from; i < line.length(); i++) {
        if (line.charAt(i) == '\'') {
          quoted = !quoted;
        } else if (line.charAt(i) == '#' && !quoted) {
          to = i;
          break;
        }
      }
    }
    while (to > from && Character.isWhitespace(line.charAt(to - 1))) {
      to--;
    }
    return to;
  }

  /**
   * {@code name = value}, the equals sign optional, later settings over earlier ones (PostgreSQL
   * documentation 19.1).
   */
  static Node postgresqlConf(String text) {
    return settings(
        text,
        "= \t",
        true,
        setting -> {
          String value = ((Scalar) setting.value()).text();
          String stripped =
              value.startsWith("=") ? Quotes.without(value.substring(1).strip()) : value;
          return new Entry(
              string(setting.key().text().toLowerCase(Locale.ROOT), setting.key().span()),
              string(stripped, setting.value().span()));
        });
  }

  static Node dotenv(String text) {
    return settings(
        text,
        "=",
        false,
        setting -> {
          String key = setting.key().text().replaceFirst("^export\\s+", "");
          return new Entry(string(key, setting.key().span()), setting.value());
        });
  }

  private static Node settings(
      String text, String separators, boolean hashEnds, UnaryOperator<Entry> meaning) {
    List<String> lines = lines(text);
    Map<String, Entry> out = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.strip().startsWith("#")) {
        continue;
      }
      Entry setting = setting(line, i + 1, separators, hashEnds);
      if (setting != null) {
        Entry entry = meaning.apply(setting);
        out.put(entry.key().text(), entry);
      }
    }
    return new Mapping(whole(lines), List.copyOf(out.values()));
  }

  private static List<Word> words(String line, int number, char comment) {
    var out = new ArrayList<Word>();
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
        continue;
      }
      if (c == comment) {
        break;
      }
      int start = i;
      var text = new StringBuilder();
      char quote = 0;
      while (i < line.length()
          && (quote != 0 || !Character.isWhitespace(line.charAt(i)))
          && (quote != 0 || line.charAt(i) != comment)) {
        char at = line.charAt(i++);
        if (quote == 0 && (at == '"' || at == '\'')) {
          quote = at;
        } else if (at == quote) {
          quote = 0;
        } else {
          text.append(at);
        }
      }
      out.add(new Word(text.toString(), span(number, start, i)));
    }
    return out;
  }

  /**
   * TYPE DATABASE USER ADDRESS METHOD [OPTIONS]; an address may be followed by a mask (PostgreSQL
   * documentation 20.1).
   */
  static Node pgHba(String text) {
    List<String> lines = lines(text);
    var records = new ArrayList<Node>();
    for (int i = 0; i < lines.size(); i++) {
      List<Word> words = words(lines.get(i), i + 1, '#');
      if (words.size() >= 4 && (words.getFirst().text().equals("local") || words.size() >= 5)) {
        records.add(hbaRecord(words));
      } else if (words.size() == 2 && words.getFirst().text().startsWith("include")) {
        Word type = words.getFirst();
        Word file = words.get(1);
        Node options = named(type.span(), Map.of("file", file));
        records.add(
            new Mapping(
                type.span(),
                List.of(
                    entry("type", type.span(), string(type.text(), type.span())),
                    entry("options", file.span(), options))));
      }
    }
    return records(lines, records);
  }

  private static Node records(List<String> lines, List<Node> records) {
    Span span = whole(lines);
    return new Mapping(
        span,
        List.of(entry("lines", new Span(1, 1, 1, 1), new Sequence(span, List.copyOf(records)))));
  }

  private static Node named(Span span, Map<String, Word> fields) {
    var out = new ArrayList<Entry>();
    fields.forEach(
        (name, word) -> out.add(entry(name, word.span(), string(word.text(), word.span()))));
    return new Mapping(span, List.copyOf(out));
  }

  /**
   * MAPNAME SYSTEM-USERNAME DATABASE-USERNAME, or a directive that includes other files (PostgreSQL
   * documentation 20.2).
   */
  static Node pgIdent(String text) {
    List<String> lines = lines(text);
    var records = new ArrayList<Node>();
    for (int i = 0; i < lines.size(); i++) {
      List<Word> words = words(lines.get(i), i + 1, '#');
      if (words.size() < 2
          || (words.size() == 2 && !words.getFirst().text().startsWith("include"))) {
        continue;
      }
      var fields = new LinkedHashMap<String, Word>();
      fields.put("map", words.get(0));
      fields.put("system", words.get(1));
      if (words.size() > 2) {
        fields.put("database", words.get(2));
      }
      records.add(named(words.getFirst().span(), fields));
    }
    return records(lines, records);
  }

  private static Node hbaRecord(List<Word> words) {
    Word type = words.getFirst();
    var fields = new ArrayList<Entry>();
    fields.add(entry("type", type.span(), string(type.text(), type.span())));
    fields.add(entry("databases", words.get(1).span(), list(words.get(1))));
    fields.add(entry("users", words.get(2).span(), list(words.get(2))));
    int at = 3;
    if (!type.text().equals("local")) {
      Word address = words.get(at++);
      String text = address.text();
      boolean mask = at + 1 < words.size() && isAddress(words.get(at).text());
      if (mask) {
        text += " " + words.get(at++).text();
      }
      fields.add(entry("address", address.span(), string(text, address.span())));
    }
    Word method = words.get(Math.min(at, words.size() - 1));
    fields.add(entry("method", method.span(), string(method.text(), method.span())));
    var options = new ArrayList<Entry>();
    for (Word option : words.subList(Math.min(at + 1, words.size()), words.size())) {
      int equals = option.text().indexOf('=');
      if (equals > 0) {
        options.add(
            entry(
                option.text().substring(0, equals),
                option.span(),
                string(option.text().substring(equals + 1), option.span())));
      }
    }
    fields.add(entry("options", method.span(), new Mapping(method.span(), List.copyOf(options))));
    Span span =
        new Span(
            type.span().startLine(),
            type.span().startColumn(),
            type.span().startLine(),
            words.getLast().span().endColumn());
    return new Mapping(span, List.copyOf(fields));
  }

  private static boolean isAddress(String text) {
    return text.indexOf(':') >= 0
        ? text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.')
        : text.chars().allMatch(c -> Character.isDigit(c) || c == '.') && text.indexOf('.') > 0;
  }

  private static Node list(Word word) {
    var items = new ArrayList<Node>();
    for (String part : word.text().split(",", -1)) {
      if (!part.isEmpty()) {
        items.add(string(part, word.span()));
      }
    }
    return new Sequence(word.span(), List.copyOf(items));
  }

  /** Directives with arguments; ACL files are {@code user} directives. */
  static Node redisConf(String text) {
    List<String> lines = lines(text);
    var directives = new ArrayList<Node>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().startsWith("#")) {
        continue;
      }
      List<Word> words = words(lines.get(i), i + 1, '\0');
      if (words.isEmpty()) {
        continue;
      }
      Word name = words.getFirst();
      var args = new ArrayList<Node>();
      words.subList(1, words.size()).forEach(w -> args.add(string(w.text(), w.span())));
      Span span =
          new Span(i + 1, name.span().startColumn(), i + 1, words.getLast().span().endColumn());
      directives.add(
          new Mapping(
              span,
              List.of(
                  entry(
                      "name",
                      name.span(),
                      string(name.text().toLowerCase(Locale.ROOT), name.span())),
                  entry("args", span, new Sequence(span, List.copyOf(args))))));
    }
    Span span = whole(lines);
    return new Mapping(
        span,
        List.of(
            entry(
                "directives", new Span(1, 1, 1, 1), new Sequence(span, List.copyOf(directives)))));
  }
}
