package dev.bulkhead.cli;

import dev.bulkhead.admission.Settings;
import dev.bulkhead.admission.SettingsFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the settings of the webhook lie: the same for serving and for trying out. */
final class DoorOptions {
  @Option(
      names = "--waivers",
      paramLabel = "FILE",
      description = "Waivers. Default: waivers.yaml beside the platform file.")
  private @Nullable Path waivers;

  @Option(
      names = "--admission",
      paramLabel = "FILE",
      description =
          "Modes, exemptions and break-glass. Default: admission.yaml beside the platform file.")
  private @Nullable Path rules;

  @Mixin private OwnPolicies policies = new OwnPolicies();

  /**
   * The files of {@link Settings}.
   *
   * @param platform the platform file; null where the platform is inferred
   */
  SettingsFiles files(@Nullable Path platform) {
    return new SettingsFiles(platform, waivers, rules, policies.directories());
  }
}
