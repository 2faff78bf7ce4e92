package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.crypto.Base64Text;
import dev.bulkhead.rego.crypto.CryptoException;
import dev.bulkhead.rego.crypto.Jwk;
import dev.bulkhead.rego.crypto.Jws;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** JSON Web Tokens (RFC 7519): decoding and verifying. */
final class Tokens {
  private Tokens() {}

  static List<Declaration> declarations() {
    var out = new ArrayList<Declaration>();
    out.add(Declaration.pure("io.jwt.decode", 1, (c, a) -> decode(Args.string(a, 0))));
    out.add(
        Declaration.needing(
            Declaration.Capability.CLOCK,
            "io.jwt.decode_verify",
            2,
            (c, a) -> decodeVerify(c, Args.string(a, 0), Args.object(a, 1))));
    for (Jws algorithm : Jws.values()) {
      String name = "io.jwt.verify_" + algorithm.name().toLowerCase(Locale.ROOT);
      boolean secret = algorithm.name().startsWith("HS");
      out.add(
          Declaration.pure(
              name,
              2,
              (c, a) ->
                  secret
                      ? verifySecret(algorithm, Args.string(a, 0), Args.string(a, 1))
                      : verifyKey(c, algorithm, Args.string(a, 0), Args.string(a, 1))));
    }
    return out;
  }

  /** Each nested token is shorter than the one around it, so that this ends. */
  private static Value decode(String text) throws BuiltinException {
    Token token = Token.split(text);
    ObjectValue header = token.header();
    String payload = token.payload();
    if (TokenHeader.text(header, "cty").equals("JWT")) {
      return decode(unquoted(payload));
    }
    ObjectValue claims = Token.object(payload);
    byte[] signature;
    try {
      signature = Base64Text.decodeUrl(token.encodedSignature());
    } catch (CryptoException e) {
      throw Args.error("JWT signature had invalid encoding: " + e.getMessage());
    }
    return ArrayValue.of(
        List.of(header, claims, StringValue.of(HexFormat.of().formatHex(signature))));
  }

  /** A token within a token stands in quotes. */
  private static String unquoted(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && "\"'".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && "\"'".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    return text.substring(from, to);
  }

  private static Value verifySecret(Jws algorithm, String text, String secret)
      throws BuiltinException {
    Token token = Token.split(text);
    return BooleanValue.of(
        algorithm.verify(
            Jwk.secret(secret.getBytes(StandardCharsets.UTF_8)),
            token.signedText(),
            token.signature()));
  }

  private static Value verifyKey(
      BuiltinContext context, Jws algorithm, String text, String certificate)
      throws BuiltinException {
    Token token = Token.split(text);
    List<Jwk> keys = TokenKeys.of(context, certificate);
    byte[] signature = token.signature();
    TokenHeader header = TokenHeader.of(token.header());
    return BooleanValue.of(
        TokenKeys.candidates(keys, header).stream()
            .anyMatch(k -> algorithm.verify(k.key(), token.signedText(), signature)));
  }

  private static Value decodeVerify(BuiltinContext context, String text, ObjectValue wanted)
      throws BuiltinException {
    TokenConstraints constraints = TokenConstraints.of(context, wanted);
    String rest = text;
    while (true) {
      Token token = Token.split(rest);
      ObjectValue fields = token.header();
      TokenHeader header = TokenHeader.of(fields);
      if (!header.valid() || !constraints.accepts(header)) {
        return TokenConstraints.UNVERIFIED;
      }
      if (!constraints.verify(header, token.signedText(), token.signature())) {
        return TokenConstraints.UNVERIFIED;
      }
      String payload = token.payload();
      if (!header.contentType().equalsIgnoreCase("JWT")) {
        ObjectValue claims = Token.object(payload);
        return constraints.met(claims)
            ? ArrayValue.of(List.of(BooleanValue.TRUE, fields, claims))
            : TokenConstraints.UNVERIFIED;
      }
      rest = payload;
    }
  }
}
