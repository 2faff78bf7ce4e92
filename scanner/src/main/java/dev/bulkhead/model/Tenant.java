package dev.bulkhead.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tenant, as declared in {@code bulkhead.yaml} or inferred.
 *
 * @param id short name; what findings, labels and reports call it
 * @param tier name of a tier, mostly shared, hybrid or dedicated
 * @param rpo recovery point objective as written, for example {@code 15m}; likewise rto and
 *     retention
 * @param workloadBand low, medium or high
 * @param criteria dedicated criteria that it meets: regulated, high-volume, deep-customisation,
 *     contractual-isolation, residency, high-integration
 * @param owns what belongs to it, by pattern
 * @param parameters control parameters that hold for this tenant only
 * @param inferred whether it was inferred from labels or namespaces and not declared
 * @param source where it is declared; null where inferred
 * @param pointer JSON Pointer of the declaration in the platform file; null where inferred
 */
public record Tenant(
    String id,
    @Nullable String name,
    @Nullable String tier,
    @Nullable String criticality,
    @Nullable String environment,
    List<String> regions,
    @Nullable String owner,
    @Nullable String rpo,
    @Nullable String rto,
    @Nullable String retention,
    @Nullable String complianceClass,
    @Nullable String dataClassification,
    @Nullable String workloadBand,
    List<String> criteria,
    Holdings owns,
    Map<String, Object> parameters,
    boolean inferred,
    @Nullable Source source,
    @Nullable String pointer) {

  /**
   * Glob patterns ({@code *} and {@code ?}) over names; files are paths relative to the scan root.
   */
  public record Holdings(
      List<String> namespaces,
      List<String> hosts,
      List<String> databases,
      List<String> roles,
      List<String> caches,
      List<String> buckets,
      List<String> backups,
      List<String> files) {}
}
