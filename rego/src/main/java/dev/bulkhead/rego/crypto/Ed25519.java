package dev.bulkhead.rego.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** Keys of Ed25519 from their raw bytes (RFC 8410). */
final class Ed25519 {
  private static final int SIZE = 32;
  private static final byte[] PUBLIC = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] PRIVATE = HexFormat.of().parseHex("302e020100300506032b657004220420");

  private Ed25519() {}

  static PublicKey publicKey(byte[] raw) throws CryptoException {
    try {
      return factory().generatePublic(new X509EncodedKeySpec(behind(PUBLIC, raw)));
    } catch (GeneralSecurityException e) {
      throw new CryptoException("invalid Ed25519 public key");
    }
  }

  static PrivateKey privateKey(byte[] seed) throws CryptoException {
    try {
      return factory().generatePrivate(new PKCS8EncodedKeySpec(behind(PRIVATE, seed)));
    } catch (GeneralSecurityException e) {
      throw new CryptoException("invalid Ed25519 private key");
    }
  }

  private static KeyFactory factory() throws GeneralSecurityException {
    return KeyFactory.getInstance("Ed25519");
  }

  private static byte[] behind(byte[] head, byte[] raw) throws CryptoException {
    if (raw.length != SIZE) {
      throw new CryptoException("an Ed25519 key has 32 bytes, not " + raw.length);
    }
    byte[] out = Arrays.copyOf(head, head.length + SIZE);
    System.arraycopy(raw, 0, out, head.length, SIZE);
    return out;
  }

  /** The seed and its public key. The JDK derives one only while it makes a pair, from its seed. */
  static byte[] withPublicKey(byte[] seed) {
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("Ed25519");
      pairs.initialize(NamedParameterSpec.ED25519, new Fixed(seed));
      byte[] info = pairs.generateKeyPair().getPublic().getEncoded();
      byte[] out = Arrays.copyOf(seed, 2 * SIZE);
      System.arraycopy(info, info.length - SIZE, out, SIZE, SIZE);
      return out;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has Ed25519", e);
    }
  }

  /** "Random" bytes that are the seed. */
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    Fixed(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, Math.min(seed.length, bytes.length));
    }
  }
}
