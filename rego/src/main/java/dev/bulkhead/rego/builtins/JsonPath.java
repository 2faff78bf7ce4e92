package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;

/** Paths as {@code json.filter}, {@code json.remove} and {@code json.patch} take them. */
final class JsonPath {
  private JsonPath() {}

  /** The keys of a JSON pointer (RFC 6901), whose first slash may be left out, or of an array. */
  static List<Value> keys(Value path) throws BuiltinException {
    var out = new ArrayList<Value>();
    switch (path) {
      case StringValue s -> {
        String text = s.value();
        int start = 0;
        while (start < text.length() && text.charAt(start) == '/') {
          start++;
        }
        if (!text.isEmpty()) {
          for (String part : text.substring(start).split("/", -1)) {
            out.add(StringValue.of(part.replace("~1", "/").replace("~0", "~")));
          }
        }
      }
      case ArrayValue a -> a.forEach(out::add);
      default ->
          throw Args.operand(
              2,
              "must be one of {set, array} containing string paths or array of path segments but"
                  + " got "
                  + path.typeName());
    }
    return out;
  }
}
