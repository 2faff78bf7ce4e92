package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import dev.bulkhead.rego.value.YamlReader;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** JSON and YAML, read and written. */
final class Markups {
  private Markups() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("json.marshal", 1, (c, a) -> StringValue.of(JsonText.compact(a[0]))),
        Declaration.pure("json.marshal_with_options", 2, (c, a) -> marshal(a)),
        Declaration.pure("json.unmarshal", 1, (c, a) -> readJson(Args.string(a, 0))),
        Declaration.pure("json.is_valid", 1, (c, a) -> isValid(a[0], Markups::readJson)),
        Declaration.pure("yaml.marshal", 1, (c, a) -> StringValue.of(YamlText.write(a[0]))),
        Declaration.pure("yaml.unmarshal", 1, (c, a) -> readYaml(Args.string(a, 0))),
        Declaration.pure("yaml.is_valid", 1, (c, a) -> isValid(a[0], Markups::readYaml)));
  }

  private interface Reader {
    Value read(String text) throws BuiltinException;
  }

  private static Value isValid(Value value, Reader reader) {
    if (!(value instanceof StringValue s)) {
      return BooleanValue.FALSE;
    }
    try {
      reader.read(s.value());
      return BooleanValue.TRUE;
    } catch (BuiltinException e) {
      return BooleanValue.FALSE;
    }
  }

  private static Value marshal(Value[] args) throws BuiltinException {
    ObjectValue options = Args.object(args, 1);
    String prefix = "";
    String indent = "\t";
    boolean pretty = false;
    boolean explicit = false;
    Value[] keys = options.sortedKeys();
    for (int i = 0; i < keys.length; i++) {
      if (!(keys[i] instanceof StringValue key)) {
        throw Args.operand(
            2,
            "failed to stringify key "
                + keys[i]
                + " at index "
                + i
                + ": operand "
                + i
                + " must be string but got "
                + keys[i].typeName());
      }
      Value value = Objects.requireNonNull(options.get(key));
      switch (key.value()) {
        case "prefix" -> {
          prefix = textOption(key, value, i);
          pretty |= !explicit;
        }
        case "indent" -> {
          indent = textOption(key, value, i);
          pretty |= !explicit;
        }
        case "pretty" -> {
          if (!(value instanceof BooleanValue b)) {
            throw Args.operand(2, "key " + key + " failed cast to bool");
          }
          explicit = true;
          pretty = b.value();
        }
        default -> throw Args.operand(2, "object contained unknown key " + key);
      }
    }
    return StringValue.of(
        pretty ? prefix + JsonText.pretty(args[0], prefix, indent) : JsonText.compact(args[0]));
  }

  private static String textOption(StringValue key, Value value, int index)
      throws BuiltinException {
    if (value instanceof StringValue s) {
      return s.value();
    }
    throw Args.operand(
        2,
        "key "
            + key
            + " failed cast to string: operand "
            + index
            + " must be string but got "
            + value.typeName());
  }

  private static Value readJson(String json) throws BuiltinException {
    try {
      return JsonReader.read(json);
    } catch (IOException e) {
      String problem = JsonProblem.in(json);
      throw Args.error(problem != null ? problem : reason(e));
    }
  }

  /** The first line of what the reader of JSON says. */
  static String reason(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("invalid JSON");
  }

  private static Value readYaml(String yaml) throws BuiltinException {
    try {
      return YamlReader.readFirst(yaml);
    } catch (YamlReader.YamlException e) {
      throw Args.error("yaml: " + e.getMessage());
    }
  }
}
