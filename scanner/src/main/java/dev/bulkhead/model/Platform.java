package dev.bulkhead.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The platform file {@code bulkhead.yaml}, or what stands for it where there is none.
 *
 * @param declared whether there is a platform file
 * @param scope {@code complete} where the input is the whole platform, {@code partial} where parts
 *     may be elsewhere: then what was not seen is not therefore missing
 * @param kubernetesVersion declared cluster version, for example {@code 1.33}
 * @param shared platform services that serve all tenants
 * @param breakGlassGroups groups that may hold cluster-admin
 * @param secretReaders subjects that may read tenant Secrets, as {@code Kind:name} or {@code
 *     Kind:namespace/name}
 * @param parameters control parameters for the whole platform, over the controls' own defaults
 * @param source the file; null where there is none
 */
public record Platform(
    String name,
    boolean declared,
    String scope,
    @Nullable String kubernetesVersion,
    List<Tenant> tenants,
    List<Tier> tiers,
    List<SharedService> shared,
    List<String> approvedRegistries,
    List<String> approvedIssuers,
    List<String> approvedExtensions,
    List<String> breakGlassGroups,
    List<String> secretReaders,
    Map<String, Object> parameters,
    @Nullable Source source) {

  /** A service tier with its objectives and control parameters. */
  public record Tier(
      String name,
      String isolation,
      @Nullable String rpo,
      @Nullable String rto,
      @Nullable String retention,
      Map<String, Object> parameters) {}

  /**
   * A platform service; {@code role} is ingress, pooler, postgresql, cache, observability, dns, ci,
   * …
   */
  public record SharedService(String name, String role, Tenant.Holdings owns) {}
}
