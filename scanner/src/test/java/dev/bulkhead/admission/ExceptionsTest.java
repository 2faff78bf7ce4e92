package dev.bulkhead.admission;

import static dev.bulkhead.admission.TwoTenants.namespace;
import static dev.bulkhead.admission.TwoTenants.pod;
import static dev.bulkhead.admission.TwoTenants.setup;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.admission.Decision.Outcome;
import dev.bulkhead.admission.DoorRules.Consequence;
import dev.bulkhead.admission.DoorRules.Exemption;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Span;
import dev.bulkhead.model.Waiver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ways to let pass what would be refused: each is declared beforehand, and leaves a trace. */
class ExceptionsTest {
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
}
