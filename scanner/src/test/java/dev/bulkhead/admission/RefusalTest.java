package dev.bulkhead.admission;

import static dev.bulkhead.admission.TwoTenants.deployment;
import static dev.bulkhead.admission.TwoTenants.namespace;
import static dev.bulkhead.admission.TwoTenants.pod;
import static dev.bulkhead.admission.TwoTenants.setup;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.admission.Decision.Outcome;
import dev.bulkhead.admission.Review.Operation;
import dev.bulkhead.evaluate.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an object is refused for: what it says itself, and what an update brings. */
class RefusalTest {
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

  @Test
  void aNamespaceThatWasNotSeenYetLeavesTheObjectUnknown() {
    var cluster = setup().following().of(namespace("b"));

    Decision decision = cluster.create(pod("a", ""));

    assertThat(decision.unknowns())
        .extracting(u -> u.reason())
        .contains("namespace a has not been seen yet, so that its owner is not known");
  }

  @Test
  void whatWasSeenOfTheClusterLongAgoLeavesTheObjectUnknown() {
    var cluster = setup().following().of(namespace("a"));
    Review review =
        Manifests.review(Cluster.object(pod("a", "")), Operation.CREATE, Cluster.ALICE, "1");
    Duration longAgo = Duration.ofMinutes(6);

    Decision decision =
        cluster.door.decide(review, cluster.context.at(Cluster.NOW, longAgo), Cluster.NOW);

    assertThat(decision.unknowns())
        .extracting(u -> u.reason())
        .contains("the cluster was last seen 6 minutes ago");
    assertThat(Cluster.ids(decision.denied())).contains("WRK-06");
    assertThat(cluster.create(pod("a", "")).unknowns())
        .extracting(u -> u.reason())
        .noneMatch(r -> r.startsWith("the cluster was last seen"));
  }
}
