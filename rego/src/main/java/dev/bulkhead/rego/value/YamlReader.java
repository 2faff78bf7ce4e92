package dev.bulkhead.rego.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.LoadSettingsBuilder;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/**
 * Reads one YAML document into a value. Aliases are bounded, keys become strings where they are
 * scalars.
 */
public final class YamlReader {
  /** Which scalars are numbers: a table of patterns that is read only. */
  private static final Schema SCHEMA = new CoreSchema();

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
    return load(text, settings().setAllowDuplicateKeys(false), Load::loadFromString);
  }

  /**
   * Reads the first document of a text as OPA does: of equal keys the last counts, and what follows
   * the document only has to be YAML.
   *
   * @throws YamlException with the place in its message
   */
  public static Value readFirst(String text) throws YamlException {
    return load(text, settings().setAllowDuplicateKeys(true), YamlReader::first);
  }

  private interface Loading {
    @Nullable Object load(Load load, String text);
  }

  private static @Nullable Object first(Load load, String text) {
    Object first = null;
    boolean found = false;
    for (Object document : load.loadAllFromString(text)) {
      first = found ? first : document;
      found = true;
    }
    return first;
  }

  private static LoadSettingsBuilder settings() {
    return LoadSettings.builder().setSchema(SCHEMA).setMaxAliasesForCollections(100);
  }

  private static Value load(String text, LoadSettingsBuilder settings, Loading loading)
      throws YamlException {
    checkSurrogates(text);
    try {
      return convert(loading.load(new Load(settings.build()), text), 0);
    } catch (MarkedYamlEngineException e) {
      throw new YamlException(problem(e));
    } catch (YamlEngineException e) {
      throw new YamlException(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    } catch (StackOverflowError e) {
      throw new YamlException("nested deeper than " + JsonReader.MAX_DEPTH);
    }
  }

  /** The YAML library looks for the second half of a character beyond the end of the text. */
  private static void checkSurrogates(String text) throws YamlException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          throw new YamlException(
              "line " + text.substring(0, i + 1).lines().count() + ": half a character");
        }
        i++;
      }
    }
  }

  /** Where it is and what was missed, in the words that YAML's own library uses for it. */
  private static String problem(MarkedYamlEngineException e) {
    String problem = e.getProblem().lines().findFirst().orElse("");
    int but = problem.indexOf(", but ");
    String missed =
        problem.startsWith("expected ") && but > 0
            ? "did not find " + problem.substring(0, but).replace("the node", "node")
            : problem;
    return e.getProblemMark()
        .map(mark -> "line " + (mark.getLine() + 1) + ": " + missed)
        .orElse(missed);
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
      case byte[] bytes -> StringValue.of(new String(bytes, StandardCharsets.UTF_8));
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
