package dev.bulkhead.rego.bundle;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** A key that checks the signature of a JSON Web Token (RFC 7515, algorithms of RFC 7518). */
public final class VerificationKey {
  private static final Set<String> FAMILIES = Set.of("RS", "PS", "ES", "HS");
  private static final Set<String> SIZES = Set.of("256", "384", "512");

  private final String algorithm;
  private final @Nullable PublicKey publicKey;
  private final byte[] secret;

  private VerificationKey(String algorithm, @Nullable PublicKey publicKey, byte[] secret) {
    this.algorithm = algorithm;
    this.publicKey = publicKey;
    this.secret = secret;
  }

  /**
   * Reads a key.
   *
   * @param algorithm RS, PS, ES or HS with 256, 384 or 512; the token's own claim is not believed
   * @param text a public key or certificate as PEM; the secret itself for HS
   * @throws BundleException where the key is of another kind
   */
  public static VerificationKey of(String algorithm, String text) throws BundleException {
    if (algorithm.length() != 5
        || !FAMILIES.contains(algorithm.substring(0, 2))
        || !SIZES.contains(algorithm.substring(2))) {
      throw new BundleException(
          "unknown signing algorithm \""
              + algorithm
              + "\"; for example RS256, PS256, ES256, HS256");
    }
    if (algorithm.startsWith("HS")) {
      return new VerificationKey(algorithm, null, text.getBytes(StandardCharsets.UTF_8));
    }
    try {
      return new VerificationKey(algorithm, publicKey(algorithm, text.strip()), new byte[0]);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new BundleException("the key is no " + algorithm + " key: " + e.getMessage());
    }
  }

  private static PublicKey publicKey(String algorithm, String pem)
      throws GeneralSecurityException, BundleException {
    if (pem.startsWith("-----BEGIN CERTIFICATE-----")) {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
          .getPublicKey();
    }
    if (!pem.startsWith("-----BEGIN PUBLIC KEY-----")) {
      throw new BundleException(
          "a verification key is PEM that begins with BEGIN PUBLIC KEY or BEGIN CERTIFICATE (openssl rsa -pubout writes one)");
    }
    String body =
        pem.lines().filter(l -> !l.startsWith("-----")).reduce("", String::concat).strip();
    return KeyFactory.getInstance(algorithm.startsWith("ES") ? "EC" : "RSA")
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
  }

  boolean verifies(byte[] signed, byte[] signature) {
    try {
      return publicKey == null
          ? verifiesMac(signed, signature)
          : verifies(publicKey, signed, signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private boolean verifiesMac(byte[] signed, byte[] signature) throws GeneralSecurityException {
    String name = "HmacSHA" + size();
    Mac mac = Mac.getInstance(name);
    mac.init(new SecretKeySpec(secret, name));
    return MessageDigest.isEqual(mac.doFinal(signed), signature);
  }

  private boolean verifies(PublicKey key, byte[] signed, byte[] signature)
      throws GeneralSecurityException {
    Signature verifier =
        Signature.getInstance(
            switch (algorithm.substring(0, 2)) {
              case "ES" -> "SHA" + size() + "withECDSAinP1363Format";
              case "PS" -> "RSASSA-PSS";
              default -> "SHA" + size() + "withRSA";
            });
    if (algorithm.startsWith("PS")) {
      verifier.setParameter(pss());
    }
    verifier.initVerify(key);
    verifier.update(signed);
    return verifier.verify(signature);
  }

  private AlgorithmParameterSpec pss() {
    return new PSSParameterSpec(
        "SHA-" + size(),
        "MGF1",
        new MGF1ParameterSpec("SHA-" + size()),
        Integer.parseInt(size()) / 8,
        PSSParameterSpec.TRAILER_FIELD_BC);
  }

  private String size() {
    return algorithm.substring(2);
  }
}
