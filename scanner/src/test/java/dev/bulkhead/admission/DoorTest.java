package dev.bulkhead.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.admission.Cluster.Setup;
import dev.bulkhead.admission.Decision.Outcome;
import dev.bulkhead.admission.DoorRules.Consequence;
import dev.bulkhead.admission.DoorRules.Exemption;
import dev.bulkhead.admission.Review.Operation;
import dev.bulkhead.admission.Review.ResourceKind;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Span;
import dev.bulkhead.model.Waiver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DoorTest {
  private static final String PLATFORM =
      """
      platform: shop
      scope: complete
      breakGlassGroups: [platform-break-glass]
      tenants:
        - {id: a, owns: {namespaces: [a]}}
        - {id: b, owns: {namespaces: [b]}}
      """;

  private static String namespace(String name) {
    return "{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}";
  }

  private static String pod(String namespace, String extra) {
    return """
    apiVersion: v1
    kind: Pod
    metadata:
      name: web
      namespace: %s
      %s
    spec:
      containers:
        - name: web
          image: registry.example/web@sha256:%s
          securityContext: {privileged: true}
    """
        .formatted(namespace, extra, "0".repeat(64));
  }

  private static String policy(String namespace, String ingress) {
    return """
    apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
    metadata: {name: ingress, namespace: %s}
    spec:
      podSelector: {}
      policyTypes: [Ingress]
      ingress: %s
    """
        .formatted(namespace, ingress);
  }

  private static String deployment(String namespace) {
    return """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, namespace: %s}
    spec:
      replicas: 2
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          containers: [{name: web, image: registry.example/web}]
    """
        .formatted(namespace);
  }

  private static Setup setup() {
    return Setup.STANDARD.platform(PLATFORM);
  }

  @Test
  void aPrivilegedPodOfATenantIsRefusedInTheWordsOfTheScan() {
    Decision decision = setup().of(namespace("a")).create(pod("a", ""));

    assertThat(decision.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(ReviewResponse.refusal(decision).lines().toList())
        .contains(
            "[WRK-06] container web of Pod web is privileged: observed privileged: true, expected"
                + " privileged: false, at /spec/containers/0/securityContext/privileged. Fix: Remove"
                + " privileged: true; give the one capability or device that is needed instead.");
  }

  @Test
  void worstFindingsComeFirst() {
    Decision decision = setup().of(namespace("a")).create(pod("a", ""));

    assertThat(decision.denied()).extracting(f -> f.severity()).isSorted();
    assertThat(decision.warned()).allMatch(f -> f.severity() == Severity.LOW);
  }

  @Test
  void aNetworkPolicyThatOpensOneTenantToAnotherIsRefusedWithTheProof() {
    var cluster =
        setup()
            .of(
                namespace("a"),
                namespace("b"),
                deployment("a"),
                deployment("b"),
                policy("a", "[]"),
                policy("b", "[]"));

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
    var cluster =
        setup()
            .of(
                namespace("a"),
                namespace("b"),
                deployment("a"),
                deployment("b"),
                policy("a", "[]"),
                policy("b", "[]"));

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

  @Test
  void whatIsNotThereYetIsWarnedOfAndDoesNotRefuse() {
    Decision decision = setup().of(namespace("b"), deployment("b")).create(namespace("a"));

    assertThat(decision.denied()).extracting(f -> f.control()).doesNotContain("ISO-02", "ISO-13");
    assertThat(Cluster.ids(decision.warned())).contains("ISO-02");
  }

  @Test
  void anUpdateIsNotRefusedForWhatWasThereBefore() {
    var cluster = setup().of(namespace("a"), pod("a", ""));

    Decision same = cluster.update(pod("a", ""), pod("a", "labels: {team: x}"));
    Decision worse =
        cluster.update(
            pod("a", ""),
            pod("a", "").replace("privileged: true", "privileged: true, runAsUser: 0"));

    assertThat(same.outcome()).isEqualTo(Outcome.WARNED);
    assertThat(Cluster.ids(same.warned())).contains("WRK-06");
    assertThat(worse.outcome()).isEqualTo(Outcome.DENIED);
    assertThat(Cluster.ids(worse.denied())).contains("WRK-01").doesNotContain("WRK-06");
  }

  @Test
  void onlyControllersOfKubernetesAreJudgedAtTheOwner() {
    String owned =
        pod(
            "a",
            "ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: web-1, uid: x, controller: true}]");
    var controller =
        new Review.User("system:serviceaccount:kube-system:replicaset-controller", List.of());
    var cluster = setup().of(namespace("a"));

    assertThat(cluster.create(owned, controller).allowed()).isTrue();
    assertThat(cluster.create(owned).allowed()).isFalse();
  }

  @Test
  void anEphemeralContainerIsJudgedAsPartOfItsPod() {
    String debugged =
        pod("a", "")
                .replace(
                    "securityContext: {privileged: true}", "securityContext: {privileged: false}")
            + "  ephemeralContainers: [{name: debug, image: busybox, securityContext: {privileged: true}}]\n";
    Review review =
        Manifests.review(Cluster.object(debugged), Operation.UPDATE, Cluster.ALICE, "1");
    String calm = pod("a", "").replace("privileged: true", "privileged: false");
    var cluster = setup().of(namespace("a"), calm);

    Decision decision =
        cluster.decide(
            new Review(
                "1",
                Operation.UPDATE,
                review.kind(),
                "pods",
                "ephemeralcontainers",
                "web",
                "a",
                Cluster.ALICE,
                false,
                review.object(),
                Cluster.object(calm)));

    assertThat(decision.denied())
        .extracting(f -> f.message())
        .contains("container debug of Pod web is privileged");
  }

  @Test
  void scalingJudgesTheWorkloadWithItsNewNumber() {
    var cluster = setup().of(namespace("a"), deployment("a"));
    String scale =
        "{apiVersion: autoscaling/v1, kind: Scale, metadata: {name: web, namespace: a}, spec: {replicas: 1}}";

    Decision decision =
        cluster.decide(
            new Review(
                "1",
                Operation.UPDATE,
                new ResourceKind("autoscaling", "v1", "Scale"),
                "deployments",
                "scale",
                "web",
                "a",
                Cluster.ALICE,
                false,
                Cluster.object(scale),
                null));

    assertThat(Cluster.all(decision))
        .extracting(f -> f.message())
        .contains("Deployment web runs a single replica");
  }

  private static Review exec(Review.User user, String namespace) {
    return new Review(
        "1",
        Operation.CONNECT,
        new ResourceKind("", "v1", "PodExecOptions"),
        "pods",
        "exec",
        "web",
        namespace,
        user,
        false,
        Cluster.object("{apiVersion: v1, kind: PodExecOptions, command: [sh]}"),
        null);
  }

  @Test
  void nobodyButTheBreakGlassGroupsEntersATenantsPod() {
    var cluster = setup().of(namespace("a"), namespace("ops"));

    assertThat(ReviewResponse.refusal(cluster.decide(exec(Cluster.ALICE, "a"))))
        .startsWith(
            "[IAM-04] exec into pod a/web of tenant a: observed exec by alice, expected sessions"
                + " into tenants' pods by break-glass groups only.");
    assertThat(cluster.decide(exec(Cluster.RESCUER, "a")).outcome()).isEqualTo(Outcome.BREAK_GLASS);
    assertThat(cluster.decide(exec(Cluster.ALICE, "ops")).outcome()).isEqualTo(Outcome.NOT_JUDGED);
  }

  private static String broken(String until) {
    return pod(
        "a",
        "annotations: {bulkhead.dev/break-glass: outage 7, bulkhead.dev/break-glass-until: \""
            + until
            + "\"}");
  }

  @Test
  void breakGlassHoldsForItsGroupsAndItsTime() {
    var cluster = setup().of(namespace("a"));

    Decision open = cluster.create(broken("2026-11-21T13:00:00Z"), Cluster.RESCUER);
    assertThat(open.allowed()).isTrue();
    assertThat(open.outcome()).isEqualTo(Outcome.BREAK_GLASS);
    assertThat(open.because()).isEqualTo("break-glass by bob: outage 7");
    assertThat(ReviewResponse.warnings(open))
        .first()
        .isEqualTo("allowed under break-glass by bob: outage 7");

    assertThat(cluster.create(broken("2026-11-21T13:00:00Z")).because())
        .isEqualTo("break-glass does not hold: alice is in no break-glass group");
    assertThat(cluster.create(broken("2026-11-21T11:00:00Z"), Cluster.RESCUER).because())
        .isEqualTo("break-glass does not hold: it ended at 2026-11-21T11:00:00Z");
    assertThat(cluster.create(broken("2026-11-22T13:00:00Z"), Cluster.RESCUER).because())
        .isEqualTo(
            "break-glass does not hold: 2026-11-22T13:00:00Z lies more than 240 minutes ahead");
    assertThat(cluster.create(broken("tomorrow"), Cluster.RESCUER).allowed()).isFalse();
  }

  @Test
  void theLabelThatExemptsIsForBreakGlassGroupsOnly() {
    String exempt =
        namespace("a").replace("name: a", "name: a, labels: {bulkhead.dev/admission: exempt}");
    var cluster = setup().of(namespace("a"));

    assertThat(ReviewResponse.refusal(cluster.update(namespace("a"), exempt)))
        .startsWith("[EXEMPTION] alice may not change the label that exempts a namespace");
    assertThat(cluster.update(namespace("a"), exempt, Cluster.RESCUER).allowed()).isTrue();
    assertThat(setup().of(exempt).create(pod("a", "")))
        .isEqualTo(Decision.notJudged("namespace a is exempt by its label"));
    assertThat(setup().of(exempt).update(exempt, namespace("a")).allowed()).isFalse();
  }

  @Test
  void aWaivedFindingIsRecorded() {
    var waiver =
        new Waiver(
            "w",
            "*",
            new Waiver.Selector(null, "a", null, null, null, null, List.of()),
            "pilot",
            "team",
            "ciso",
            null,
            "2099-01-01",
            new Source("waivers.yaml", 0, "", new Span(1, 1, 1, 1), "file", null),
            "/waivers/0",
            Waiver.State.ACTIVE);

    Decision decision = setup().waiving(waiver).of(namespace("a")).create(pod("a", ""));

    assertThat(decision.denied()).isEmpty();
    assertThat(decision.warned()).isEmpty();
    assertThat(Cluster.ids(decision.recorded())).contains("WRK-06");
  }

  @Test
  void modesAreByControlNamespaceAndTenant() {
    var rules =
        new DoorRules(
            Mode.ENFORCE,
            Severity.MEDIUM,
            Consequence.WARN,
            Consequence.WARN,
            Consequence.WARN,
            Mode.ENFORCE,
            List.of(
                new DoorRules.Rule(
                    List.of("WRK-06"), List.of(), List.of("a"), List.of(), Mode.WARN),
                new DoorRules.Rule(List.of("*"), List.of("a"), List.of(), List.of(), Mode.AUDIT)),
            List.of(),
            new DoorRules.BreakGlass(List.of(), Duration.ofHours(1)));
    var cluster = setup().with(rules).of(namespace("a"), namespace("b"));

    Decision inA = cluster.create(pod("a", ""));
    assertThat(Cluster.ids(inA.warned())).containsExactly("WRK-06");
    assertThat(inA.denied()).isEmpty();
    assertThat(cluster.create(pod("b", "")).allowed()).isFalse();
  }

  @Test
  void exemptUsersAreNotJudged() {
    DoorRules standard = DoorRules.STANDARD;
    var rules =
        new DoorRules(
            standard.mode(),
            standard.failOn(),
            standard.unknown(),
            standard.existing(),
            standard.companions(),
            standard.sessions(),
            List.of(),
            List.of(
                new Exemption(List.of("system:node:*"), List.of(), "nodes run what they are told")),
            standard.breakGlass());
    var node = new Review.User("system:node:n1", List.of("system:nodes"));

    assertThat(setup().with(rules).of(namespace("a")).create(pod("a", ""), node))
        .isEqualTo(Decision.notJudged("exempt: nodes run what they are told"));
  }

  @Test
  void aNamespaceThatWasNotSeenYetLeavesTheObjectUnknown() {
    var cluster = setup().following().of(namespace("b"));

    Decision decision = cluster.create(pod("a", ""));

    assertThat(decision.unknowns())
        .extracting(u -> u.reason())
        .contains("namespace a has not been seen yet, so that its owner is not known");
  }

  @Test
  void statusAndObjectsThatAreGoingAreNotJudged() {
    var cluster = setup().of(namespace("a"));
    Review review =
        Manifests.review(Cluster.object(pod("a", "")), Operation.UPDATE, Cluster.ALICE, "1");
    var status =
        new Review(
            "1",
            Operation.UPDATE,
            review.kind(),
            "pods",
            "status",
            "web",
            "a",
            Cluster.ALICE,
            false,
            review.object(),
            review.object());

    assertThat(cluster.decide(status))
        .isEqualTo(Decision.notJudged("nothing is judged of pods/status"));
    String going = pod("a", "deletionTimestamp: \"2026-11-21T12:00:00Z\"");
    assertThat(cluster.update(pod("a", ""), going))
        .isEqualTo(Decision.notJudged("the object is being deleted"));
  }

  @Test
  void anObjectThatTheServerIsToNameIsJudged() {
    var cluster = setup().of(namespace("a"));

    assertThat(
            cluster
                .create(
                    pod("a", "")
                        .replace("name: web\n  namespace", "generateName: web-\n  namespace"))
                .allowed())
        .isFalse();
  }
}
