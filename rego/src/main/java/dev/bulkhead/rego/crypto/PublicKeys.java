package dev.bulkhead.rego.crypto;

import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;

/** Public keys as certificates hold them (SubjectPublicKeyInfo, RFC 5280 4.1.2.7). */
public final class PublicKeys {
  static final String RSA = "1.2.840.113549.1.1.1";
  static final String EC = "1.2.840.10045.2.1";
  static final String ED25519 = "1.3.101.112";
  private static final String DSA = "1.2.840.10040.4.1";

  private PublicKeys() {}

  /**
   * A key to verify with.
   *
   * @throws CryptoException where the DER holds none, or one of an unknown algorithm
   */
  public static PublicKey parse(byte[] info) throws CryptoException {
    String algorithm = algorithm(Der.of(info));
    try {
      return KeyFactory.getInstance(factory(algorithm))
          .generatePublic(new X509EncodedKeySpec(info));
    } catch (GeneralSecurityException e) {
      throw new CryptoException("x509: invalid public key");
    }
  }

  /** The JDK's name for an algorithm of keys. */
  static String factory(String oid) throws CryptoException {
    return switch (oid) {
      case RSA -> "RSA";
      case EC -> "EC";
      case ED25519 -> "Ed25519";
      case DSA -> "DSA";
      default -> throw new CryptoException("x509: unknown public key algorithm");
    };
  }

  private static String algorithm(Der info) throws CryptoException {
    return info.sequence(2).getFirst().sequence(1).getFirst().oid();
  }

  /** The number that Go gives the algorithm: {@code x509.PublicKeyAlgorithm}. */
  static int number(Der info) throws CryptoException {
    return switch (algorithm(info)) {
      case RSA -> 1;
      case DSA -> 2;
      case EC -> 3;
      case ED25519 -> 4;
      default -> 0;
    };
  }

  static Value value(Der info) throws CryptoException {
    byte[] key = info.sequence(2).get(1).bits();
    return switch (algorithm(info)) {
      case RSA -> {
        List<Der> numbers = Der.of(key).sequence(2);
        yield new Fields()
            .put("N", numbers.get(0).integer())
            .put("E", numbers.get(1).integer())
            .build();
      }
      case EC -> point(key).put("Curve", ObjectValue.EMPTY).build();
      case ED25519 -> Fields.base64(key);
      default -> NullValue.NULL;
    };
  }

  /** An uncompressed point (SEC 1, 2.3.3). */
  static Fields point(byte[] key) throws CryptoException {
    if (key.length < 3 || key[0] != 4 || key.length % 2 == 0) {
      throw new CryptoException("x509: failed to unmarshal elliptic curve point");
    }
    int half = key.length / 2;
    return new Fields()
        .put("X", new BigInteger(1, Arrays.copyOfRange(key, 1, half + 1)))
        .put("Y", new BigInteger(1, Arrays.copyOfRange(key, half + 1, key.length)));
  }
}
