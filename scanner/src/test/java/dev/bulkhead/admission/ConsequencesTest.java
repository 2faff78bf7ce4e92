package dev.bulkhead.admission;

import static dev.bulkhead.admission.TwoTenants.deployment;
import static dev.bulkhead.admission.TwoTenants.namespace;
import static dev.bulkhead.admission.TwoTenants.policy;
import static dev.bulkhead.admission.TwoTenants.setup;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a request is refused for because of what it makes of others. */
class ConsequencesTest {
  /** Two tenants that let nobody in. */
  private static Cluster apart() {
    return setup()
        .of(
            namespace("a"),
            namespace("b"),
            deployment("a"),
            deployment("b"),
            policy("a", "[]"),
            policy("b", "[]"));
  }

  @Test
  void aNetworkPolicyThatOpensOneTenantToAnotherIsRefusedWithTheProof() {
    Cluster cluster = apart();

    Decision decision =
        cluster.update(policy("a", "[]"), policy("a", "[{from: [{namespaceSelector: {}}]}]"));

    assertThat(Cluster.ids(decision.denied())).contains("ISO-03");
    assertThat(decision.denied())
        .filteredOn(f -> f.control().equals("ISO-03"))
        .singleElement()
        .satisfies(f -> {
          assertThat(f.message())
              .isEqualTo("Deployment web of tenant a can be reached from tenant b");
          assertThat(f.proof())
              .anyMatch(s -> s.message().contains("NetworkPolicy a/ingress allows ingress"));
        });
  }

  @Test
  void deletingThePolicyThatIsolatesIsRefused() {
    Cluster cluster = apart();

    assertThat(Cluster.ids(cluster.delete(policy("a", "[]")).denied())).contains("ISO-03");
  }

  @Test
  void aNamespaceThatEndsMayLoseItsPolicies() {
    var cluster =
        setup().following("a").of(namespace("a"), namespace("b"), deployment("a"), deployment("b"));

    assertThat(cluster.delete(policy("a", "[]")))
        .isEqualTo(Decision.notJudged("namespace a is being deleted"));
  }

  @Test
  void theHostOfAnotherTenantIsNotTaken() {
    String route =
        """
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: web, namespace: %s}
        spec:
          rules: [{host: shop.example, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]
        """;
    var cluster = setup().of(namespace("a"), namespace("b"), route.formatted("a"));

    Decision decision = cluster.create(route.formatted("b"));

    assertThat(Cluster.ids(decision.denied())).contains("ISO-12");
  }

  private static String role(String resource) {
    return """
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: viewer}
    rules: [{apiGroups: [""], resources: [%s], verbs: [get]}]
    """
        .formatted(resource);
  }

  private static final String BINDING =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: viewers}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: viewer}
      subjects: [{kind: Group, name: viewers, apiGroup: rbac.authorization.k8s.io}]
      """;

  private static Cluster withRole(String... objects) {
    return Cluster.Setup.STANDARD
        .platform(TwoTenants.PLATFORM + "secretReaders: [\"Group:rescuers\"]\n")
        .of(objects);
  }

  @Test
  void aRoleThatIsBoundMayNotBeginToReadSecrets() {
    var cluster = withRole(namespace("a"), role("pods"), BINDING);

    Decision decision = cluster.update(role("pods"), role("secrets"));

    assertThat(Cluster.ids(decision.denied())).contains("IAM-03");
  }

  @Test
  void aRoleThatReadsSecretsIsNotBound() {
    var cluster = withRole(namespace("a"), role("secrets"));

    assertThat(Cluster.ids(cluster.create(BINDING).denied())).contains("IAM-03");
  }
}
