package dev.bulkhead.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was derived from the whole snapshot. Plain data, so that policies can read it as {@code
 * data.platform.facts}.
 *
 * @param owners by entity id
 * @param reachable by workload id: who of another tenant can open a connection to its pods
 * @param networks by namespace: what the network policies do there
 * @param secretReaders by the id of a role binding: who can read Secrets through it, and where
 * @param hostConflicts by route id: other tenants' routes that claim the same host and path
 * @param deliveries by the id of an Argo CD Application or AppProject, or a Flux Kustomization or
 *     HelmRelease: what whoever writes to its source can change
 * @param databasePaths by route id: from its hosts to the database behind them
 * @param crossings ways through the network from one tenant to another, all of them
 */
public record Facts(
    Map<String, Owner> owners,
    Map<String, List<Reach>> reachable,
    Map<String, NamespaceNetwork> networks,
    Map<String, List<SecretReader>> secretReaders,
    Map<String, List<HostConflict>> hostConflicts,
    Map<String, Delivery> deliveries,
    Map<String, List<DatabasePath>> databasePaths,
    List<Crossing> crossings) {

  /**
   * Who an entity belongs to. Either a tenant, a shared service, or nobody (both null).
   *
   * @param because the reason in words, such as {@code label bulkhead.dev/tenant of namespace acme}
   * @param claims all tenants with a claim, where more than one has
   */
  public record Owner(
      @Nullable String tenant,
      @Nullable String shared,
      @Nullable String environment,
      String because,
      List<String> claims) {}

  /** One step of a proof: a sentence, and the entity and place that shows it. */
  public record Step(String message, @Nullable String entity, @Nullable String pointer) {}

  /**
   * Workloads of one other tenant that can reach a workload.
   *
   * @param tenant the other tenant
   * @param workloads how many of its workloads can
   * @param example one of them
   * @param ports what they can reach, such as {@code TCP/8069} or {@code all}
   * @param proof the path, from egress to ingress
   * @param further how many other tenants beyond those listed can reach it, said with the last one
   */
  public record Reach(
      String tenant,
      int workloads,
      String example,
      List<String> ports,
      List<Step> proof,
      int further) {}

  /**
   * What the policies of a namespace add up to.
   *
   * @param defaultDenyIngress whether some policy selects all its pods and isolates them for
   *     ingress
   * @param openIngress whether some policy allows ingress from everywhere to all pods
   * @param policies ids of the namespace's policies
   * @param unsupported ids of policies of other engines (Cilium, Calico) that were not evaluated
   */
  public record NamespaceNetwork(
      boolean defaultDenyIngress,
      boolean defaultDenyEgress,
      boolean openIngress,
      boolean openEgress,
      List<String> policies,
      List<String> unsupported) {}

  /**
   * A subject that can read Secrets.
   *
   * @param subject {@code ServiceAccount:namespace/name}, {@code User:name} or {@code Group:name}
   * @param tenant the tenant of a service account's namespace
   * @param namespace whose Secrets; {@code *} = every namespace's
   * @param via what lets it, such as {@code get secrets}, {@code create pods} or {@code bind
   *     clusterroles}
   * @param names the Secrets or pods that it is limited to; empty = all
   * @param proof the chain of bindings and rules
   */
  public record SecretReader(
      String subject,
      @Nullable String tenant,
      String namespace,
      String via,
      List<String> names,
      List<Step> proof) {}

  /** Another tenant's claim to a host and path. */
  public record HostConflict(
      String route,
      @Nullable String tenant,
      String host,
      String path,
      boolean wins,
      List<Step> proof) {}

  /**
   * How far a change in Git goes.
   *
   * @param sources where it is read from, repository and path or chart
   * @param serves tenants whom it is there for
   * @param writes tenants whose namespaces it may write, or {@link #ANY} alone
   * @param proof what limits it, or that nothing does
   */
  public record Delivery(
      List<String> sources, List<String> serves, List<String> writes, List<Step> proof) {}

  /**
   * The way from public hosts to a database.
   *
   * @param tenant of the route
   * @param service {@code namespace/name}
   * @param workload id of the workload that serves the hosts
   * @param server as the workload is configured, likewise database and role; null where that is not
   *     said
   * @param secret {@code namespace/name} of the Secret that the password is taken from
   */
  public record DatabasePath(
      @Nullable String tenant,
      List<String> hosts,
      String service,
      String workload,
      @Nullable String server,
      @Nullable String database,
      @Nullable String role,
      @Nullable String secret,
      List<Step> proof) {}

  /**
   * A way through the network into a tenant, found over all policies. {@link #reachable} names few
   * tenants for each workload; here are all.
   *
   * @param from tenants whose pods get through, or {@link #ANY} alone
   * @param entity a workload that they reach
   * @param proof the path of one of them, from egress to ingress
   */
  public record Crossing(List<String> from, String to, String entity, List<Step> proof) {}

  /** Stands for every tenant. */
  public static final String ANY = "*";
}
