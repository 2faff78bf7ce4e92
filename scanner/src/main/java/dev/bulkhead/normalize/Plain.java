package dev.bulkhead.normalize;

import dev.bulkhead.secrets.SecretDetector;
import dev.bulkhead.source.Node;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Nodes as plain maps, lists, strings, numbers and booleans, with values that look like secrets
 * withheld.
 */
public final class Plain {
  /** What stands in a withheld value's place. */
  public static final String WITHHELD = "«withheld»";

  private Plain() {}

  public static @Nullable Object of(@Nullable String key, @Nullable Node node) {
    return switch (node) {
      case Node.Mapping m -> map(m);
      case Node.Sequence s -> {
        var items = new ArrayList<Object>();
        s.items().forEach(i -> add(items, of(key, i)));
        yield items;
      }
      case Node.Scalar s -> scalar(key, s);
      case null -> null;
    };
  }

  private static void add(ArrayList<Object> items, @Nullable Object value) {
    items.add(value == null ? "" : value);
  }

  public static Map<String, Object> map(@Nullable Node node) {
    var out = new LinkedHashMap<String, Object>();
    if (node instanceof Node.Mapping m) {
      for (Node.Entry e : m.entries()) {
        Object value = of(e.key().text(), e.value());
        if (value != null) {
          out.put(e.key().text(), value);
        }
      }
    }
    return out;
  }

  /** Text where it is no number ({@code .inf}), or one too large for anyone to have meant it. */
  private static Object decimal(String text) {
    try {
      var number = new BigDecimal(text.replace("_", ""));
      return Math.abs((long) number.scale()) > 400 ? text : number;
    } catch (NumberFormatException e) {
      return text;
    }
  }

  private static @Nullable Object scalar(@Nullable String key, Node.Scalar s) {
    return switch (s.type()) {
      case NULL -> null;
      case BOOLEAN ->
          s.text().equalsIgnoreCase("true")
              || s.text().equalsIgnoreCase("yes")
              || s.text().equalsIgnoreCase("on");
      case INTEGER -> number(s.text());
      case DECIMAL -> SecretDetector.inspect(key, s.text()) == null ? decimal(s.text()) : WITHHELD;
      case STRING -> SecretDetector.inspect(key, s.text()) == null ? s.text() : WITHHELD;
    };
  }

  private static Object number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
