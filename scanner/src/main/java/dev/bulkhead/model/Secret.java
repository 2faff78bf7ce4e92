package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;
import java.util.List;

/**
 * A Kubernetes Secret (or a SealedSecret), without its values.
 *
 * @param managed how it is managed: {@code plain}, {@code sealed}, {@code external}, {@code sops}
 * @param keys each key with the keyed digest of its value; the digest is null where the value is
 *     encrypted, empty or a reference to where it is kept
 */
public record Secret(Meta meta, String type, String managed, List<Key> keys) implements Entity {

  /**
   * A key, and an HMAC of its value under a key that lives no longer than the scan: equal digests
   * are equal values.
   */
  public record Key(String name, String pointer, @Nullable String digest) {}
}
