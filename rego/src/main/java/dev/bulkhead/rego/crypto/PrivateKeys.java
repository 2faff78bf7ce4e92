package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Private keys in PEM: PKCS #1 (RFC 8017), SEC 1 (RFC 5915) and PKCS #8 (RFC 5208). */
public final class PrivateKeys {
  private PrivateKeys() {}

  /** A private key, told apart by its algorithm. */
  public sealed interface Key {
    /** What Go's JSON shows of the key. */
    Value value();

    /** The key as a JSON Web Key (RFC 7517). */
    Value jwk();
  }

  /**
   * The private keys of PEM text, or of PEM in base64; blocks of other types are passed over.
   *
   * @throws CryptoException where a block of private keys holds something else
   */
  public static List<Key> parse(String text) throws CryptoException {
    String pem = text;
    try {
      pem = new String(Base64Text.decode(text), StandardCharsets.ISO_8859_1);
    } catch (CryptoException e) {
      // what is no base64 is taken as it stands
    }
    var out = new ArrayList<Key>();
    for (Pem block = Pem.next(pem, 0); block != null; block = Pem.next(pem, block.end())) {
      Key key = parse(block.type(), block.der());
      if (key != null) {
        out.add(key);
      }
    }
    return out;
  }

  static @Nullable Key parse(String type, byte[] der) throws CryptoException {
    return switch (type) {
      case "RSA PRIVATE KEY" -> rsa(der);
      case "EC PRIVATE KEY" -> ec(der, null);
      case "PRIVATE KEY" -> pkcs8(der);
      default -> null;
    };
  }

  private static Key pkcs8(byte[] der) throws CryptoException {
    List<Der> parts = Der.of(der).sequence(3);
    List<Der> algorithm = parts.get(1).sequence(1);
    byte[] key = parts.get(2).expect(Der.OCTET_STRING).content();
    return switch (algorithm.getFirst().oid()) {
      case PublicKeys.RSA -> rsa(key);
      case PublicKeys.EC -> ec(key, algorithm.size() > 1 ? algorithm.get(1).oid() : null);
      case PublicKeys.ED25519 -> ed(Der.of(key).expect(Der.OCTET_STRING));
      default ->
          throw new CryptoException(
              "x509: PKCS#8 wrapping contained private key with unknown algorithm");
    };
  }

  private static Key ed(Der seed) throws CryptoException {
    int length = seed.content().length;
    if (length != 32) {
      throw new CryptoException("x509: invalid Ed25519 private key length: " + length);
    }
    return new Ed(seed);
  }

  private static Key rsa(byte[] der) throws CryptoException {
    List<Der> parts = Der.of(der).sequence(9);
    var numbers = new ArrayList<BigInteger>();
    for (Der part : parts.subList(1, 9)) {
      numbers.add(part.integer());
    }
    if (numbers.stream().anyMatch(n -> n.signum() <= 0)) {
      throw new CryptoException("x509: private key contains zero or negative value");
    }
    return new Rsa(numbers);
  }

  private static Key ec(byte[] der, @Nullable String curve) throws CryptoException {
    List<Der> parts = Der.of(der).sequence(2);
    byte[] scalar = parts.get(1).expect(Der.OCTET_STRING).content();
    String oid = curve;
    byte[] point = null;
    for (Der part : parts.subList(2, parts.size())) {
      if (part.isContext(0)) {
        oid = Der.of(part.content()).oid();
      } else if (part.isContext(1)) {
        point = Der.of(part.content()).bits();
      }
    }
    Curve known = Curve.byOid(oid);
    if (known == null) {
      throw new CryptoException("x509: unknown elliptic curve");
    }
    BigInteger d = new BigInteger(1, scalar);
    if (point == null) {
      throw new CryptoException("an EC private key must come with its public key");
    }
    return new Ec(known, d, known.point(point));
  }

  /** The numbers of PKCS #1 in order: n, e, d, p, q, dp, dq, qi. */
  record Rsa(List<BigInteger> numbers) implements Key {
    @Override
    public Value value() {
      return new Fields()
          .put("N", numbers.get(0))
          .put("E", numbers.get(1))
          .put("D", numbers.get(2))
          .put("Primes", List.of(number(3), number(4)))
          .put(
              "Precomputed",
              new Fields()
                  .put("Dp", numbers.get(5))
                  .put("Dq", numbers.get(6))
                  .put("Qinv", numbers.get(7))
                  .put("CRTValues", (Value) ArrayValue.of(List.of()))
                  .build())
          .build();
    }

    private Value number(int i) {
      return NumberValue.of(numbers.get(i));
    }

    @Override
    public Value jwk() {
      var out = new Fields().put("kty", "RSA");
      List<String> names = List.of("n", "e", "d", "p", "q", "dp", "dq", "qi");
      for (int i = 0; i < names.size(); i++) {
        out.put(names.get(i), Jwk.encode(numbers.get(i), 0));
      }
      return out.build();
    }
  }

  record Ec(Curve curve, BigInteger d, Curve.Point point) implements Key {
    @Override
    public Value value() {
      return new Fields()
          .put("Curve", ObjectValue.EMPTY)
          .put("X", point.x())
          .put("Y", point.y())
          .put("D", d)
          .build();
    }

    @Override
    public Value jwk() {
      return new Fields()
          .put("kty", "EC")
          .put("crv", curve.jwkName())
          .put("x", Jwk.encode(point.x(), curve.size()))
          .put("y", Jwk.encode(point.y(), curve.size()))
          .put("d", Jwk.encode(d, curve.size()))
          .build();
    }
  }

  record Ed(Der seed) implements Key {
    /** Go keeps the seed with the public key behind it. */
    @Override
    public Value value() {
      return Fields.base64(Ed25519.withPublicKey(seed.content()));
    }

    @Override
    public Value jwk() {
      return new Fields()
          .put("kty", "OKP")
          .put("crv", "Ed25519")
          .put("d", Jwk.encode(seed.content()))
          .put("x", Jwk.encode(publicKey()))
          .build();
    }

    byte[] publicKey() {
      byte[] both = Ed25519.withPublicKey(seed.content());
      return Arrays.copyOfRange(both, both.length / 2, both.length);
    }
  }
}
