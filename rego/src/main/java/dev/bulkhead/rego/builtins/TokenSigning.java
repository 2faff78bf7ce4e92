package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.crypto.CryptoException;
import dev.bulkhead.rego.crypto.Jwk;
import dev.bulkhead.rego.crypto.Jws;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON Web Tokens: making them. */
final class TokenSigning {
  /** What OPA's reader of headers takes for a number, and so for no object. */
  private static final String OF_NUMBERS = "-+.0123456789eE";

  private TokenSigning() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure(
            "io.jwt.encode_sign",
            3,
            (c, a) ->
                sign(
                    JsonText.compact(Args.object(a, 0)),
                    JsonText.compact(Args.object(a, 1)),
                    JsonText.compact(Args.object(a, 2)))),
        Declaration.pure(
            "io.jwt.encode_sign_raw",
            3,
            (c, a) -> sign(Args.string(a, 0), Args.string(a, 1), Args.string(a, 2))));
  }

  private static Value sign(String header, String payload, String key) throws BuiltinException {
    try {
      List<Jwk> keys = Jwk.list(key);
      if (keys.isEmpty()) {
        throw Args.error("no keys found in JWK set");
      }
      ObjectValue fields = header(header);
      Jws algorithm = algorithm(fields);
      String type = fields.get("typ") instanceof StringValue s ? s.value() : "JWT";
      if (type.equals("JWT") && !isJson(payload)) {
        throw Args.error("type is JWT but payload is not JSON");
      }
      String text = encode(utf8(header)) + "." + encode(utf8(payload));
      return StringValue.of(text + "." + encode(algorithm.sign(keys.getFirst().key(), utf8(text))));
    } catch (CryptoException e) {
      throw Args.error(String.valueOf(e.getMessage()));
    }
  }

  private static ObjectValue header(String json) throws BuiltinException {
    Value value = read(json);
    if (value == null
        && (json.isEmpty() || !json.chars().allMatch(c -> OF_NUMBERS.indexOf(c) >= 0))) {
      throw Args.error(
          "missing or invalid 'alg' header: cannot parse JSON"
              + (json.isBlank() ? ": cannot parse empty string" : ""));
    }
    return value instanceof ObjectValue o ? o : ObjectValue.EMPTY;
  }

  private static Jws algorithm(ObjectValue header) throws BuiltinException {
    if (!(header.get("alg") instanceof StringValue s)) {
      throw Args.error("missing or invalid 'alg' header: jwsbb: header \"alg\" not found");
    }
    Jws algorithm = Jws.byName(s.value());
    if (algorithm == null) {
      throw Args.error("unknown JWS algorithm: " + s.value());
    }
    return algorithm;
  }

  private static boolean isJson(String text) {
    return read(text) != null;
  }

  private static @Nullable Value read(String json) {
    try {
      return JsonReader.read(json);
    } catch (IOException e) {
      return null;
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
