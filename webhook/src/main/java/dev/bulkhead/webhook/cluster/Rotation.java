package dev.bulkhead.webhook.cluster;

import dev.bulkhead.webhook.Authority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When certificates of the webhook's own making are renewed. A new authority is trusted beside the
 * old one first, and only later serves: an API server that has not heard of it yet must not meet it.
 */
final class Rotation {
  static final Duration AUTHORITY = Duration.ofDays(365);
  static final Duration SERVING = Duration.ofDays(90);
  private static final Duration AUTHORITY_EARLY = Duration.ofDays(60);
  private static final Duration SERVING_EARLY = Duration.ofDays(30);

  /** How long both authorities are trusted before the new one serves. */
  static final Duration OVERLAP = Duration.ofMinutes(10);

  private Rotation() {}

  /**
   * What the Secret holds.
   *
   * @param authority that signs
   * @param next the authority that will sign next, trusted already; null where none is prepared
   * @param nextSince when {@code next} was made
   */
  record Held(
      Authority.Pem authority,
      Authority.Pem serving,
      Authority.@Nullable Pem next,
      @Nullable Instant nextSince) {

    /** What API servers should trust. */
    String bundle() {
      return authority.certificate() + (next == null ? "" : next.certificate());
    }
  }

  /** What should be held: the same object where nothing is due. */
  static Held due(@Nullable Held held, List<String> names, Instant now)
      throws IOException, GeneralSecurityException {
    if (held == null || expires(held.authority()).isBefore(now)) {
      Authority.Pem authority = Authority.authority("bulkhead", now, AUTHORITY);
      return new Held(
          authority, Authority.serving(authority, names, now, SERVING), null, null);
    }
    Authority.Pem next = held.next();
    Instant since = held.nextSince();
    if (next != null && since != null && !now.isBefore(since.plus(OVERLAP))) {
      // the old authority stays trusted for one more round: replicas exchange one after another
      return new Held(next, Authority.serving(next, names, now, SERVING), held.authority(), null);
    }
    if (next != null && since == null && expires(next).isBefore(now.plus(AUTHORITY_EARLY))) {
      boolean old = expires(next).isBefore(now);
      return old ? new Held(held.authority(), held.serving(), null, null) : renewed(held, names, now);
    }
    if (next == null && expires(held.authority()).isBefore(now.plus(AUTHORITY_EARLY))) {
      return new Held(
          held.authority(),
          held.serving(),
          Authority.authority("bulkhead", now, AUTHORITY),
          now);
    }
    return renewed(held, names, now);
  }

  private static Held renewed(Held held, List<String> names, Instant now)
      throws IOException, GeneralSecurityException {
    return expires(held.serving()).isBefore(now.plus(SERVING_EARLY))
        ? new Held(
            held.authority(),
            Authority.serving(held.authority(), names, now, SERVING),
            held.next(),
            held.nextSince())
        : held;
  }

  private static Instant expires(Authority.Pem pem) throws IOException, GeneralSecurityException {
    return pem.identity().expires();
  }
}
