package dev.bulkhead.rego.bundle;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle's signature is checked against.
 *
 * @param keys by their names
 * @param keyId which of them counts; null where the signature may say
 * @param scope what the signature's claim {@code scope} must be; empty for none
 */
public record Verification(
    Map<String, VerificationKey> keys, @Nullable String keyId, String scope) {

  /** One key for every bundle. */
  public static Verification with(VerificationKey key) {
    return new Verification(Map.of("default", key), "default", "");
  }
}
