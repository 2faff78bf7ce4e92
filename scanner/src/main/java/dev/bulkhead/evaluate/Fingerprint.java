package dev.bulkhead.evaluate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stable identity of findings: control, entity and what is wrong, independent of line numbers
 * and wording. Findings that would share one are numbered in their order.
 */
final class Fingerprint {
  private static final MessageDigest FRESH = lookedUp();

  private final Map<String, Integer> seen = new HashMap<>();
  private @Nullable MessageDigest digest;

  String of(String control, String entity, String key) {
    String identity = control + '\n' + entity + '\n' + key;
    int ordinal = seen.merge(identity, 1, Integer::sum);
    MessageDigest sha = digest;
    if (sha == null) {
      sha = newDigest();
      digest = sha;
    }
    String unique = ordinal == 1 ? identity : identity + '\n' + ordinal;
    byte[] hash = sha.digest(unique.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, 16);
  }

  static String sha256(String text) {
    return HexFormat.of().formatHex(newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Which provider has it is looked up once. */
  static MessageDigest newDigest() {
    try {
      return (MessageDigest) FRESH.clone();
    } catch (CloneNotSupportedException e) {
      return lookedUp();
    }
  }

  private static MessageDigest lookedUp() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
