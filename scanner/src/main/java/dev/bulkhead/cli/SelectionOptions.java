package dev.bulkhead.cli;

import dev.bulkhead.evaluate.Selection;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which controls are asked, and what of their answers is known already. */
final class SelectionOptions {
  @Option(
      names = "--only",
      split = ",",
      paramLabel = "NAME",
      description =
          "Only these controls: ids, planes, severities, frameworks; * and ? stand for any text. Example: --only ISO,WRK-0*")
  private List<String> only = new ArrayList<>();

  @Option(names = "--skip", split = ",", paramLabel = "NAME", description = "Not these controls.")
  private List<String> skip = new ArrayList<>();

  @Option(names = "--policies", paramLabel = "DIR", description = OwnPolicies.DESCRIPTION)
  private List<Path> policies = new ArrayList<>();

  @Option(
      names = "--waivers",
      paramLabel = "FILE",
      description = "Waivers. Default: waivers.yaml beside the platform file.")
  private @Nullable Path waivers;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "JSON report of an earlier scan; only findings that are not in it count.")
  private @Nullable Path baseline;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "The time by which waivers, certificates, records and attestations are judged, as 2026-01-31T18:00:00Z. Default: now.")
  private @Nullable Instant at;

  Selection selection() {
    return new Selection(List.copyOf(only), List.copyOf(skip));
  }

  List<Path> policies() {
    return policies;
  }

  @Nullable Path waivers() {
    return waivers;
  }

  Instant at() {
    return at == null ? Instant.now() : at;
  }

  @Nullable Path baseline() {
    return baseline;
  }
}
