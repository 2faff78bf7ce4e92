package dev.bulkhead.rego.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads one YAML document into a value. Aliases are bounded, keys become strings where they are
 * scalars.
 */
public final class YamlReader {
  private YamlReader() {}

  /** YAML that cannot be read. */
  public static final class YamlException extends Exception {
    private static final long serialVersionUID = 1L;

    YamlException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * Reads a document.
   *
   * @throws YamlException with the place in its message
   */
  public static Value read(String text) throws YamlException {
    var settings =
        LoadSettings.builder()
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(100)
            .build();
    try {
      return convert(new Load(settings).loadFromString(text), 0);
    } catch (YamlEngineException e) {
      throw new YamlException(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    } catch (StackOverflowError e) {
      throw new YamlException("nested deeper than " + JsonReader.MAX_DEPTH);
    }
  }

  private static Value convert(@Nullable Object object, int depth) throws YamlException {
    if (depth > JsonReader.MAX_DEPTH) {
      throw new YamlException("nested deeper than " + JsonReader.MAX_DEPTH);
    }
    return switch (object) {
      case null -> NullValue.NULL;
      case String s -> StringValue.of(s);
      case Boolean b -> BooleanValue.of(b);
      case Integer i -> NumberValue.of(i.longValue());
      case Long l -> NumberValue.of(l);
      case BigInteger b -> NumberValue.of(b);
      case Double d -> number(d);
      case List<?> items -> {
        var out = new ArrayList<Value>(items.size());
        for (Object item : items) {
          out.add(convert(item, depth + 1));
        }
        yield ArrayValue.of(out);
      }
      case Map<?, ?> map -> {
        var out = new LinkedHashMap<Value, Value>();
        for (Map.Entry<?, ?> e : map.entrySet()) {
          out.put(StringValue.of(String.valueOf(e.getKey())), convert(e.getValue(), depth + 1));
        }
        yield ObjectValue.wrap(out);
      }
      default -> StringValue.of(object.toString());
    };
  }

  private static Value number(double d) throws YamlException {
    if (Double.isNaN(d) || Double.isInfinite(d)) {
      throw new YamlException("not a number that JSON can hold: " + d);
    }
    return NumberValue.of(new BigDecimal(Double.toString(d)));
  }
}
