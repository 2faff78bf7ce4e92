package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.crypto.Base64Text;
import dev.bulkhead.rego.crypto.CryptoException;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The three encoded sections of a token in compact form (RFC 7515 3.1). */
record Token(String encodedHeader, String encodedPayload, String encodedSignature) {

  static Token split(String text) throws BuiltinException {
    if (text.indexOf('.') < 0) {
      throw Args.error("encoded JWT had no period separators");
    }
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3) {
      throw Args.error("encoded JWT must have 3 sections, found " + parts.length);
    }
    return new Token(parts[0], parts[1], parts[2]);
  }

  ObjectValue header() throws BuiltinException {
    String json = decoded("header", encodedHeader);
    ObjectValue header;
    try {
      header = object(json);
    } catch (BuiltinException e) {
      throw Args.error("bad JWT header: " + e.getMessage());
    }
    if (header.get("enc") != null) {
      throw Args.error("JWT is a JWE object, which is not supported");
    }
    return header;
  }

  String payload() throws BuiltinException {
    return decoded("payload", encodedPayload);
  }

  private static String decoded(String section, String encoded) throws BuiltinException {
    try {
      return new String(Base64Text.decodeUrl(encoded), StandardCharsets.UTF_8);
    } catch (CryptoException e) {
      throw Args.error("JWT " + section + " had invalid encoding: " + e.getMessage());
    }
  }

  byte[] signature() throws BuiltinException {
    try {
      return Base64Text.decodeUrl(encodedSignature);
    } catch (CryptoException e) {
      throw Args.error(String.valueOf(e.getMessage()));
    }
  }

  byte[] signedText() {
    return (encodedHeader + "." + encodedPayload).getBytes(StandardCharsets.UTF_8);
  }

  /** Of equal keys the last counts. */
  static ObjectValue object(String json) throws BuiltinException {
    try {
      if (JsonReader.read(json) instanceof ObjectValue o) {
        return o;
      }
    } catch (IOException e) {
      throw Args.error("invalid JSON: " + Markups.reason(e));
    }
    throw Args.error("decoded JSON type was not an Object");
  }
}
