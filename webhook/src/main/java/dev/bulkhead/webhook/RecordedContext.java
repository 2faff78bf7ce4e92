package dev.bulkhead.webhook;

import dev.bulkhead.admission.PlatformContext;
import dev.bulkhead.admission.Settings;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The context of a snapshot that was saved before: for trying out, and for measuring. */
final class RecordedContext implements ContextSource {
  private final Snapshot snapshot;
  private final InstantSource clock;
  private final Instant taken;
  private volatile PlatformContext current;

  RecordedContext(Snapshot snapshot, InstantSource clock, Settings settings) {
    this.snapshot = snapshot;
    this.clock = clock;
    this.taken = clock.instant();
    this.current = context(settings);
  }

  private PlatformContext context(Settings settings) {
    return PlatformContext.of(
        settings.library(),
        under(settings.platform(), snapshot),
        settings.waivers(),
        PlatformContext.Coverage.recorded(taken));
  }

  /** A snapshot under another platform file; its own where none is given. */
  static Snapshot under(@Nullable Platform platform, Snapshot snapshot) {
    return platform == null ? snapshot : snapshot.under(platform);
  }

  @Override
  public PlatformContext current() {
    return current;
  }

  @Override
  public @Nullable String missing() {
    return null;
  }

  @Override
  public PlatformContext knowing(String namespace, long deadline) {
    return current;
  }

  @Override
  public Duration age() {
    Duration age = Duration.between(taken, clock.instant());
    // the clock may have been set back meanwhile
    return age.isNegative() ? Duration.ZERO : age;
  }

  @Override
  public void settings(Settings settings) {
    current = context(settings);
  }

  @Override
  public void close() {
    // holds nothing open
  }
}
