package dev.bulkhead.webhook;

import dev.bulkhead.admission.PlatformContext;
import dev.bulkhead.admission.Settings;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The context of a snapshot that was saved before: for trying out, and for measuring. */
final class RecordedContext implements ContextSource {
  private final Snapshot snapshot;
  private final Instant taken;
  private volatile PlatformContext current;

  RecordedContext(Snapshot snapshot, Instant taken, Settings settings) {
    this.snapshot = snapshot;
    this.taken = taken;
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
    return Duration.between(taken, Instant.now());
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
