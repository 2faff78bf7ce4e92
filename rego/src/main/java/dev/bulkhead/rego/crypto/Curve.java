package dev.bulkhead.rego.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The elliptic curves of JSON Web Keys (RFC 7518 6.2.1.1). */
enum Curve {
  P256("1.2.840.10045.3.1.7", "secp256r1", "P-256", 32),
  P384("1.3.132.0.34", "secp384r1", "P-384", 48),
  P521("1.3.132.0.35", "secp521r1", "P-521", 66);

  private final String oid;
  private final String javaName;
  private final String jwkName;
  private final int size;

  Curve(String oid, String javaName, String jwkName, int size) {
    this.oid = oid;
    this.javaName = javaName;
    this.jwkName = jwkName;
    this.size = size;
  }

  /** A point by its coordinates. */
  record Point(BigInteger x, BigInteger y) {}

  String jwkName() {
    return jwkName;
  }

  /** How many bytes a coordinate takes. */
  int size() {
    return size;
  }

  static @Nullable Curve byOid(@Nullable String oid) {
    return Arrays.stream(values()).filter(c -> c.oid.equals(oid)).findFirst().orElse(null);
  }

  static @Nullable Curve byJwkName(String name) {
    return Arrays.stream(values()).filter(c -> c.jwkName.equals(name)).findFirst().orElse(null);
  }

  Point point(byte[] uncompressed) throws CryptoException {
    if (uncompressed.length != 2 * size + 1 || uncompressed[0] != 4) {
      throw new CryptoException("x509: failed to unmarshal elliptic curve point");
    }
    return new Point(
        new BigInteger(1, Arrays.copyOfRange(uncompressed, 1, size + 1)),
        new BigInteger(1, Arrays.copyOfRange(uncompressed, size + 1, uncompressed.length)));
  }

  /**
   * The public key at {@code point}.
   *
   * @throws CryptoException where the curve does not go through it
   */
  PublicKey publicKey(Point point) throws CryptoException {
    ECParameterSpec parameters = parameters();
    BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
    BigInteger right =
        point
            .x
            .pow(3)
            .add(parameters.getCurve().getA().multiply(point.x))
            .add(parameters.getCurve().getB());
    if (!point.y.pow(2).subtract(right).mod(p).equals(BigInteger.ZERO)) {
      throw new CryptoException("the point is not on the curve " + jwkName);
    }
    try {
      return KeyFactory.getInstance("EC")
          .generatePublic(new ECPublicKeySpec(new ECPoint(point.x, point.y), parameters));
    } catch (GeneralSecurityException e) {
      throw new CryptoException("invalid public key for " + jwkName);
    }
  }

  PrivateKey privateKey(BigInteger d) throws CryptoException {
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(d, parameters()));
    } catch (GeneralSecurityException e) {
      throw new CryptoException("invalid private key for " + jwkName);
    }
  }

  private ECParameterSpec parameters() {
    try {
      AlgorithmParameters out = AlgorithmParameters.getInstance("EC");
      out.init(new ECGenParameterSpec(javaName));
      return out.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has the curve " + javaName, e);
    }
  }
}
