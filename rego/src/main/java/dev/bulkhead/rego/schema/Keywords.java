package dev.bulkhead.rego.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the keywords of a schema that are not schemas themselves, with errors for wrong types. */
record Keywords(ObjectValue object) {
  private static final List<String> TYPES =
      List.of("array", "boolean", "integer", "number", "null", "object", "string");

  @Nullable Value get(String keyword) {
    return object.get(keyword);
  }

  @Nullable String text(String keyword) throws SchemaException {
    return switch (get(keyword)) {
      case null -> null;
      case StringValue s -> s.value();
      case Value v -> throw SchemaException.invalidType("string", keyword);
    };
  }

  @Nullable ArrayValue array(String keyword) throws SchemaException {
    return switch (get(keyword)) {
      case null -> null;
      case ArrayValue a -> a;
      case Value v -> throw SchemaException.mustBeAn(keyword, "array");
    };
  }

  List<String> types() throws SchemaException {
    return switch (get("type")) {
      case null -> List.of();
      case StringValue s -> List.of(type(s.value()));
      case ArrayValue a -> types(a);
      case Value v -> throw wrongType();
    };
  }

  private static List<String> types(ArrayValue names) throws SchemaException {
    var out = new ArrayList<String>();
    for (Value name : names) {
      if (!(name instanceof StringValue s)) {
        throw wrongType();
      }
      String type = type(s.value());
      if (out.contains(type)) {
        throw new SchemaException(type + " type is duplicated");
      }
      out.add(type);
    }
    return out;
  }

  private static SchemaException wrongType() {
    return SchemaException.invalidType("type", "string/Array Of Strings");
  }

  private static String type(String name) throws SchemaException {
    if (TYPES.contains(name)) {
      return name;
    }
    throw new SchemaException(
        "has a primitive type that is NOT VALID -- given: /"
            + name
            + "/ Expected valid values are:[array boolean integer number null object string]");
  }

  /** A count, which is not negative. */
  @Nullable Integer count(String keyword) throws SchemaException {
    Value value = get(keyword);
    if (value == null) {
      return null;
    }
    if (!(value instanceof NumberValue n && n.isLong())) {
      throw SchemaException.mustBeAn(keyword, "integer");
    }
    if (n.longValue() < 0) {
      throw new SchemaException(keyword + " must be greater than or equal to 0");
    }
    return (int) Math.min(n.longValue(), Integer.MAX_VALUE);
  }

  boolean flag(String keyword) throws SchemaException {
    return switch (get(keyword)) {
      case null -> false;
      case BooleanValue b -> b == BooleanValue.TRUE;
      case Value v -> throw SchemaException.mustBeA(keyword, "boolean");
    };
  }

  List<String> required() throws SchemaException {
    ArrayValue names = array("required");
    if (names == null) {
      return List.of();
    }
    var out = new ArrayList<String>();
    Set<String> seen = new HashSet<>();
    for (Value name : names) {
      if (!(name instanceof StringValue s)) {
        throw SchemaException.invalidType("string", "required");
      }
      if (!seen.add(s.value())) {
        throw new SchemaException("required items must be unique");
      }
      out.add(s.value());
    }
    return out;
  }

  @Nullable List<Value> choices() throws SchemaException {
    ArrayValue values = array("enum");
    if (values == null) {
      return null;
    }
    var out = new ArrayList<Value>();
    Set<Value> seen = new HashSet<>();
    for (Value value : values) {
      if (!seen.add(value)) {
        throw new SchemaException("enum items must be unique");
      }
      out.add(value);
    }
    return out;
  }

  @Nullable Pattern pattern() throws SchemaException {
    String text = text("pattern");
    if (text == null) {
      return null;
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new SchemaException("pattern must be a valid regex");
    }
  }

  /** Limits of numbers: drafts differ in whether an exclusive limit is a flag or a number. */
  Numbers numbers(Draft draft) throws SchemaException {
    BigDecimal multiple = null;
    Value factor = get("multipleOf");
    if (factor != null) {
      if (!(factor instanceof NumberValue n)) {
        throw SchemaException.invalidType("Number", "multipleOf");
      }
      if (n.toBigDecimal().signum() <= 0) {
        throw new SchemaException("multipleOf must be strictly greater than 0");
      }
      multiple = n.toBigDecimal();
    }
    Limit least = limit("minimum", "exclusiveMinimum", draft);
    Limit most = limit("maximum", "exclusiveMaximum", draft);
    return new Numbers(multiple, most.inclusive, most.exclusive, least.inclusive, least.exclusive);
  }

  private record Limit(@Nullable BigDecimal inclusive, @Nullable BigDecimal exclusive) {}

  private Limit limit(String keyword, String exclusiveKeyword, Draft draft) throws SchemaException {
    BigDecimal limit = null;
    Value bound = get(keyword);
    if (bound != null) {
      if (!(bound instanceof NumberValue n)) {
        throw SchemaException.mustBeA(keyword, "Number");
      }
      limit = n.toBigDecimal();
    }
    Value exclusive = get(exclusiveKeyword);
    if (exclusive == null) {
      return new Limit(limit, null);
    }
    if (exclusive instanceof NumberValue n && draft != Draft.DRAFT4) {
      return new Limit(limit, n.toBigDecimal());
    }
    if (!(exclusive instanceof BooleanValue) || (draft != Draft.DRAFT4 && draft != Draft.HYBRID)) {
      String wanted =
          switch (draft) {
            case DRAFT4 -> "boolean";
            case DRAFT6, DRAFT7 -> "number";
            case HYBRID -> "boolean/number";
          };
      throw SchemaException.invalidType(wanted, exclusiveKeyword);
    }
    if (limit == null) {
      throw new SchemaException(exclusiveKeyword + " cannot be used without " + keyword);
    }
    return exclusive == BooleanValue.TRUE ? new Limit(null, limit) : new Limit(limit, null);
  }
}
