package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import dev.bulkhead.rego.value.YamlReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Encodings and hashes. */
final class Encodings {
  private Encodings() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("json.marshal", 1, (c, a) -> text(json(a[0]))),
        Declaration.pure("json.unmarshal", 1, (c, a) -> unmarshal(Args.string(a, 0))),
        Declaration.pure("json.is_valid", 1, (c, a) -> isJson(a[0])),
        Declaration.pure("yaml.unmarshal", 1, (c, a) -> yaml(Args.string(a, 0))),
        Declaration.pure(
            "base64.encode", 1, (c, a) -> text(Base64.getEncoder().encodeToString(utf8(a)))),
        Declaration.pure("base64.decode", 1, (c, a) -> decode(Base64.getDecoder(), a)),
        Declaration.pure("base64.is_valid", 1, (c, a) -> isBase64(a)),
        Declaration.pure(
            "base64url.encode", 1, (c, a) -> text(Base64.getUrlEncoder().encodeToString(utf8(a)))),
        Declaration.pure(
            "base64url.encode_no_pad",
            1,
            (c, a) -> text(Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(a)))),
        Declaration.pure("base64url.decode", 1, (c, a) -> decode(Base64.getUrlDecoder(), a)),
        Declaration.pure("hex.encode", 1, (c, a) -> text(HexFormat.of().formatHex(utf8(a)))),
        Declaration.pure("hex.decode", 1, (c, a) -> hex(Args.string(a, 0))),
        Declaration.pure("crypto.sha256", 1, (c, a) -> hash("SHA-256", a)),
        Declaration.pure("crypto.sha1", 1, (c, a) -> hash("SHA-1", a)),
        Declaration.pure("crypto.md5", 1, (c, a) -> hash("MD5", a)));
  }

  private static Value text(String s) {
    return StringValue.of(s);
  }

  private static byte[] utf8(Value[] args) throws BuiltinException {
    return Args.string(args, 0).getBytes(StandardCharsets.UTF_8);
  }

  /** As Go writes JSON: keys in order, sets as arrays, the characters of HTML escaped. */
  static String json(Value value) {
    var out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Value value, StringBuilder out) {
    switch (value) {
      case StringValue s -> out.append(escaped(s.toString()));
      case ArrayValue a -> list(a, out);
      case SetValue s -> list(s, out);
      case ObjectValue o -> {
        out.append('{');
        String separator = "";
        for (Value key : o.sortedKeys()) {
          Value entry = o.get(key);
          out.append(separator);
          write(key instanceof StringValue ? key : StringValue.of(json(key)), out);
          out.append(':');
          if (entry != null) {
            write(entry, out);
          }
          separator = ",";
        }
        out.append('}');
      }
      default -> out.append(value);
    }
  }

  private static void list(Iterable<Value> items, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Value item : items) {
      out.append(separator);
      write(item, out);
      separator = ",";
    }
    out.append(']');
  }

  private static String escaped(String quoted) {
    return quoted.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static Value unmarshal(String json) throws BuiltinException {
    try {
      return JsonReader.read(json);
    } catch (IOException e) {
      throw Args.error(reason(e));
    }
  }

  /** The first line of what is wrong with a JSON document: the others show its text. */
  static String reason(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("invalid JSON");
  }

  private static Value isJson(Value value) {
    try {
      return BooleanValue.of(value instanceof StringValue s && unmarshal(s.value()) != null);
    } catch (BuiltinException e) {
      return BooleanValue.FALSE;
    }
  }

  private static Value yaml(String yaml) throws BuiltinException {
    try {
      return YamlReader.read(yaml);
    } catch (YamlReader.YamlException e) {
      throw Args.error(String.valueOf(e.getMessage()));
    }
  }

  private static Value decode(Base64.Decoder decoder, Value[] args) throws BuiltinException {
    try {
      return text(new String(decoder.decode(Args.string(args, 0)), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw Args.error("illegal base64 data");
    }
  }

  private static Value isBase64(Value[] args) {
    if (!(args[0] instanceof StringValue s)) {
      return BooleanValue.FALSE;
    }
    try {
      Base64.getDecoder().decode(s.value());
      return BooleanValue.of(s.value().length() % 4 == 0);
    } catch (IllegalArgumentException e) {
      return BooleanValue.FALSE;
    }
  }

  private static Value hex(String text) throws BuiltinException {
    try {
      return text(new String(HexFormat.of().parseHex(text), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw Args.error("encoding/hex: invalid hexadecimal text");
    }
  }

  private static Value hash(String algorithm, Value[] args) throws BuiltinException {
    try {
      return text(
          HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(utf8(args))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
