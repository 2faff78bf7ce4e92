package dev.bulkhead.secrets;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keyed digests of secret values (HMAC-SHA-256): equal values have equal digests under one key, and
 * nobody without the key can test a guess. The key lives no longer than the scan unless the user
 * gives one.
 */
public final class Digest {
  private final SecretKeySpec key;

  private Digest(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** Digests under a random key that is never stored. */
  public static Digest withRandomKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return new Digest(key);
  }

  /** Digests that can be compared between scans that know the same key. */
  public static Digest withKey(byte[] key) {
    return new Digest(key.clone());
  }

  /** The first 16 bytes of the value's HMAC in hex. */
  public String of(String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      byte[] full = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(full, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
