package dev.bulkhead.admission;

import static dev.bulkhead.admission.TwoTenants.deployment;
import static dev.bulkhead.admission.TwoTenants.namespace;
import static dev.bulkhead.admission.TwoTenants.pod;
import static dev.bulkhead.admission.TwoTenants.setup;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.admission.Decision.Outcome;
import dev.bulkhead.admission.Review.Operation;
import dev.bulkhead.admission.Review.ResourceKind;
import org.junit.jupiter.api.Test;

/** Requests that are about a part of an object, or about a session. */
class SubResourcesTest {
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
}
