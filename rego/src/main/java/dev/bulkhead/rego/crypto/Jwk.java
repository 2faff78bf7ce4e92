package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPrivateKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/**
 * A JSON Web Key (RFC 7517).
 *
 * @param algorithm what it may be used with, empty for anything
 * @param id its {@code kid}, empty where it has none
 * @param key a public, private or secret key
 */
public record Jwk(String algorithm, String id, Key key) {

  /**
   * Reads a key or a set of keys.
   *
   * @throws CryptoException where the text is neither
   */
  public static List<Jwk> list(String json) throws CryptoException {
    Value value;
    try {
      value = JsonReader.read(json);
    } catch (IOException e) {
      throw new CryptoException("failed to unmarshal JWK set: invalid JSON");
    }
    if (!(value instanceof ObjectValue object)) {
      throw new CryptoException("failed to unmarshal JWK set: not an object");
    }
    return list(object);
  }

  /** The keys of a document that is a key or a set. */
  public static List<Jwk> list(ObjectValue object) throws CryptoException {
    if (!(object.get("keys") instanceof ArrayValue keys)) {
      return List.of(parse(object));
    }
    var out = new ArrayList<Jwk>();
    for (Value key : keys) {
      if (!(key instanceof ObjectValue o)) {
        throw new CryptoException("failed to unmarshal JWK set: a key is not an object");
      }
      out.add(parse(o));
    }
    return out;
  }

  private static Jwk parse(ObjectValue o) throws CryptoException {
    try {
      Key key =
          switch (text(o, "kty")) {
            case "RSA" -> rsa(o);
            case "EC" -> ec(o);
            case "OKP" -> okp(o);
            case "oct" -> secret(bytes(o, "k"));
            default ->
                throw new CryptoException("invalid key type from JSON (" + text(o, "kty") + ")");
          };
      return new Jwk(text(o, "alg"), text(o, "kid"), key);
    } catch (GeneralSecurityException e) {
      throw new CryptoException("invalid " + text(o, "kty") + " key");
    }
  }

  /**
   * A key for HMAC. One zero byte stands for no bytes, which the JDK refuses: HMAC pads with zeros.
   */
  public static Key secret(byte[] bytes) {
    return new SecretKeySpec(bytes.length == 0 ? new byte[1] : bytes, "HMAC");
  }

  private static Key rsa(ObjectValue o) throws CryptoException, GeneralSecurityException {
    KeyFactory factory = KeyFactory.getInstance("RSA");
    BigInteger n = number(o, "n");
    BigInteger e = number(o, "e");
    if (o.get("d") == null) {
      return factory.generatePublic(new RSAPublicKeySpec(n, e));
    }
    BigInteger d = number(o, "d");
    boolean crt = List.of("p", "q", "dp", "dq", "qi").stream().allMatch(f -> o.get(f) != null);
    return factory.generatePrivate(
        crt
            ? new RSAPrivateCrtKeySpec(
                n,
                e,
                d,
                number(o, "p"),
                number(o, "q"),
                number(o, "dp"),
                number(o, "dq"),
                number(o, "qi"))
            : new RSAPrivateKeySpec(n, d));
  }

  private static Key ec(ObjectValue o) throws CryptoException {
    Curve curve = Curve.byJwkName(text(o, "crv"));
    if (curve == null) {
      throw new CryptoException("invalid elliptic curve " + text(o, "crv"));
    }
    Key open = curve.publicKey(new Curve.Point(number(o, "x"), number(o, "y")));
    return o.get("d") == null ? open : curve.privateKey(number(o, "d"));
  }

  private static Key okp(ObjectValue o) throws CryptoException {
    if (!text(o, "crv").equals("Ed25519")) {
      throw new CryptoException("invalid curve " + text(o, "crv"));
    }
    return o.get("d") == null
        ? Ed25519.publicKey(bytes(o, "x"))
        : Ed25519.privateKey(bytes(o, "d"));
  }

  private static BigInteger number(ObjectValue o, String field) throws CryptoException {
    return new BigInteger(1, bytes(o, field));
  }

  private static byte[] bytes(ObjectValue o, String field) throws CryptoException {
    if (!(o.get(field) instanceof StringValue s)) {
      throw new CryptoException("required field \"" + field + "\" is missing");
    }
    return Base64Text.decodeUrl(s.value());
  }

  private static String text(ObjectValue o, String field) {
    return o.get(field) instanceof StringValue s ? s.value() : "";
  }

  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A number as its bytes, with zeros before them up to {@code size}. */
  static String encode(BigInteger number, int size) {
    byte[] signed = number.toByteArray();
    int from = signed.length > 1 && signed[0] == 0 ? 1 : 0;
    byte[] bytes = Arrays.copyOfRange(signed, from, signed.length);
    byte[] out = new byte[Math.max(size, bytes.length)];
    System.arraycopy(bytes, 0, out, out.length - bytes.length, bytes.length);
    return encode(out);
  }
}
