package dev.bulkhead.render;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values given as {@code a.b[0]=c,d={1,2}} (Helm documentation, The Format and Limitations of
 * --set). Lists are set from their beginning: an item set in a list replaces the list that the
 * chart or a values file has.
 */
final class SetValues {
  private static final int LARGEST_INDEX = 65_536;
  private static final int DEEPEST = 30;

  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  /**
   * All values of the options, as JSON; empty where none are set.
   *
   * @throws IllegalArgumentException with what is wrong, where one cannot be read
   */
  static String json(RenderOptions options) throws IOException {
    var all = new SetValues();
    options.set().forEach(s -> all.new Reader(s).read(true));
    options.setString().forEach(s -> all.new Reader(s).read(false));
    for (String set : options.setFile()) {
      all.file(set);
    }
    return all.values.isEmpty() ? "" : JsonMapper.builder().build().writeValueAsString(all.values);
  }

  private void file(String set) {
    int equals = set.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--set-file " + set + ": expected key=path");
    }
    Path file = Path.of(set.substring(equals + 1));
    try {
      String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
      put(new Reader(set.substring(0, equals) + "=").path(), text);
    } catch (IOException e) {
      throw new IllegalArgumentException("--set-file " + set + ": cannot read " + file, e);
    }
  }

  /** Steps are names and indexes. */
  private void put(List<Object> path, @Nullable Object value) {
    Object at = values;
    for (int i = 0; i < path.size(); i++) {
      boolean last = i + 1 == path.size();
      Object next = last ? value : path.get(i + 1) instanceof Integer ? list() : map();
      Object below = step(at, path.get(i), next, last);
      if (below == null) {
        return;
      }
      at = below;
    }
  }

  private static List<@Nullable Object> list() {
    return new ArrayList<>();
  }

  private static Map<String, @Nullable Object> map() {
    return new LinkedHashMap<>();
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object step(
      Object at, Object step, @Nullable Object next, boolean last) {
    if (step instanceof Integer index) {
      var items = (List<@Nullable Object>) at;
      while (items.size() <= index) {
        items.add(null);
      }
      Object there = items.get(index);
      if (last || !isLike(there, next)) {
        items.set(index, next);
        return next;
      }
      return there;
    }
    var fields = (Map<String, @Nullable Object>) at;
    Object there = fields.get((String) step);
    if (last || !isLike(there, next)) {
      fields.put((String) step, next);
      return next;
    }
    return there;
  }

  private static boolean isLike(@Nullable Object there, @Nullable Object next) {
    return (there instanceof Map && next instanceof Map)
        || (there instanceof List && next instanceof List);
  }

  /** Reads one option's text. */
  private final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    void read(boolean typed) {
      while (at < text.length()) {
        List<Object> path = path();
        put(path, value(typed));
      }
    }

    private IllegalArgumentException wrong(String expected) {
      return new IllegalArgumentException("--set " + text + ": expected " + expected);
    }

    List<Object> path() {
      var path = new ArrayList<Object>();
      while (true) {
        String name = word(".[=,");
        char end = at < text.length() ? text.charAt(at++) : ',';
        if (!name.isEmpty()) {
          path.add(name);
        }
        while (end == '[') {
          path.add(index());
          end = at < text.length() ? text.charAt(at++) : ',';
        }
        if (end == ',' || path.isEmpty() || path.size() > DEEPEST) {
          throw wrong("key=value, with keys nested at most " + DEEPEST + " deep");
        }
        if (end == '=') {
          return path;
        }
      }
    }

    private int index() {
      int close = text.indexOf(']', at);
      try {
        int index = close < 0 ? -1 : Integer.parseInt(text.substring(at, close));
        at = close + 1;
        if (index >= 0 && index <= LARGEST_INDEX) {
          return index;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw wrong("an index from 0 to " + LARGEST_INDEX + " in brackets");
    }

    private @Nullable Object value(boolean typed) {
      if (at < text.length() && text.charAt(at) == '{') {
        at++;
        var items = new ArrayList<@Nullable Object>();
        while (true) {
          String item = word(",}");
          if (at >= text.length()) {
            throw wrong("} behind a list");
          }
          if (!item.isEmpty()) {
            items.add(typed ? typed(item) : item);
          }
          if (text.charAt(at++) == '}') {
            at += at < text.length() && text.charAt(at) == ',' ? 1 : 0;
            return items;
          }
        }
      }
      String value = word(",");
      at++;
      return typed ? typed(value) : value;
    }

    /** To one of the ends, which stays; a backslash keeps the character behind it. */
    private String word(String ends) {
      var out = new StringBuilder();
      while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        out.append(text.charAt(at++));
      }
      return out.toString();
    }

    private static @Nullable Object typed(String value) {
      switch (value) {
        case "true" -> {
          return true;
        }
        case "false" -> {
          return false;
        }
        case "null" -> {
          return null;
        }
        default -> {}
      }
      if (value.equals("0") || (!value.isEmpty() && value.charAt(0) != '0')) {
        try {
          return Long.valueOf(value);
        } catch (NumberFormatException e) {
          return value;
        }
      }
      return value;
    }
  }
}
