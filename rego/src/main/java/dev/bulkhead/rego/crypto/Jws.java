package dev.bulkhead.rego.crypto;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/** The algorithms of JSON Web Signatures (RFC 7518 3.1, RFC 8037). */
public enum Jws {
  HS256("HmacSHA256", null, 32),
  HS384("HmacSHA384", null, 48),
  HS512("HmacSHA512", null, 64),
  RS256("SHA256withRSA", "RSA", 32),
  RS384("SHA384withRSA", "RSA", 48),
  RS512("SHA512withRSA", "RSA", 64),
  PS256("RSASSA-PSS", "RSA", 32),
  PS384("RSASSA-PSS", "RSA", 48),
  PS512("RSASSA-PSS", "RSA", 64),
  ES256("SHA256withECDSAinP1363Format", "EC", 32),
  ES384("SHA384withECDSAinP1363Format", "EC", 48),
  ES512("SHA512withECDSAinP1363Format", "EC", 64),
  EdDSA("Ed25519", "EdDSA", 64);

  private final String javaName;
  private final @Nullable String keys;
  private final int hash;

  Jws(String javaName, @Nullable String keys, int hash) {
    this.javaName = javaName;
    this.keys = keys;
    this.hash = hash;
  }

  /** The algorithm of this name; null for any other. */
  public static @Nullable Jws byName(String name) {
    return Arrays.stream(values()).filter(a -> a.name().equals(name)).findFirst().orElse(null);
  }

  /** Whether the signature is right; false for a key of another kind, too. */
  public boolean verify(Key key, byte[] text, byte[] signature) {
    try {
      if (keys == null) {
        return key instanceof SecretKey && MessageDigest.isEqual(mac(key, text), signature);
      }
      if (!(key instanceof PublicKey open) || !fits(key)) {
        return false;
      }
      Signature s = signature();
      s.initVerify(open);
      s.update(text);
      return s.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * Signs.
   *
   * @throws CryptoException where the key is of another kind or too short
   */
  public byte[] sign(Key key, byte[] text) throws CryptoException {
    boolean usable = keys == null ? key instanceof SecretKey : key instanceof PrivateKey;
    if (!usable || !fits(key)) {
      throw new CryptoException("invalid key type for " + name());
    }
    try {
      if (keys == null) {
        return mac(key, text);
      }
      Signature s = signature();
      s.initSign((PrivateKey) key);
      s.update(text);
      return s.sign();
    } catch (GeneralSecurityException e) {
      throw new CryptoException("the key cannot be used with " + name());
    }
  }

  private boolean fits(Key key) {
    return keys == null || key.getAlgorithm().equals(keys);
  }

  private byte[] mac(Key key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(javaName);
    mac.init(key);
    return mac.doFinal(text);
  }

  /** PSS takes a salt as long as the hash (RFC 7518 3.5). */
  private Signature signature() throws GeneralSecurityException {
    Signature out = Signature.getInstance(javaName);
    if (javaName.equals("RSASSA-PSS")) {
      String name = "SHA-" + hash * 8;
      AlgorithmParameterSpec masks = new MGF1ParameterSpec(name);
      out.setParameter(new PSSParameterSpec(name, "MGF1", masks, hash, 1));
    }
    return out;
  }
}
