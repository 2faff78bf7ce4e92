package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Query strings of URLs: {@code urlquery.*}. */
final class UrlQueries {
  private UrlQueries() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure(
            "urlquery.encode",
            1,
            (c, a) -> StringValue.of(PercentCode.QUERY.encode(Args.string(a, 0)))),
        Declaration.pure(
            "urlquery.decode",
            1,
            (c, a) -> StringValue.of(PercentCode.QUERY.decode(Args.string(a, 0)))),
        Declaration.pure("urlquery.encode_object", 1, (c, a) -> encodeObject(a)),
        Declaration.pure("urlquery.decode_object", 1, (c, a) -> decodeObject(a)));
  }

  /** Names in order; a name with several values as often as it has values. */
  private static Value encodeObject(Value[] args) throws BuiltinException {
    var values = new TreeMap<StringValue, List<String>>();
    ObjectValue object = Args.object(args, 0);
    for (Value key : object.sortedKeys()) {
      StringValue name = key instanceof StringValue s ? s : StringValue.of(key.toString());
      values.put(name, strings(object.get(key)));
    }
    var out = new StringBuilder();
    values.forEach((name, parts) -> {
      for (String part : parts) {
        out.append(out.isEmpty() ? "" : "&")
            .append(PercentCode.QUERY.encode(name.value()))
            .append('=')
            .append(PercentCode.QUERY.encode(part));
      }
    });
    return StringValue.of(out.toString());
  }

  private static List<String> strings(@Nullable Value value) throws BuiltinException {
    return switch (value) {
      case StringValue s -> List.of(s.value());
      case ArrayValue a -> allStrings(a);
      case SetValue s -> allStrings(s);
      case null, default -> throw notStrings();
    };
  }

  private static List<String> allStrings(Iterable<Value> items) throws BuiltinException {
    var out = new ArrayList<String>();
    for (Value item : items) {
      if (!(item instanceof StringValue s)) {
        throw notStrings();
      }
      out.add(s.value());
    }
    return out;
  }

  private static BuiltinException notStrings() {
    return Args.operand(1, "values must be string, array[string], or set[string]");
  }

  private static Value decodeObject(Value[] args) throws BuiltinException {
    Map<Value, List<Value>> values = new HashMap<>();
    for (String pair : Args.string(args, 0).split("&", -1)) {
      if (pair.indexOf(';') >= 0) {
        throw Args.error("invalid semicolon separator in query");
      }
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values
            .computeIfAbsent(StringValue.of(PercentCode.QUERY.decode(name)), k -> new ArrayList<>())
            .add(StringValue.of(PercentCode.QUERY.decode(value)));
      }
    }
    Map<Value, Value> out = new HashMap<>();
    values.forEach((name, list) -> out.put(name, ArrayValue.of(list)));
    return ObjectValue.wrap(out);
  }
}
