package dev.bulkhead.webhook.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static final List<String> NAMES = List.of("bulkhead.bulkhead-system.svc");
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void aNewInstallationHasAnAuthorityAndACertificateFromIt() throws Exception {
    Rotation.Held held = Rotation.due(null, NAMES, BEGIN);

    X509Certificate serving = held.serving().identity().chain().getFirst();
    serving.verify(held.authority().identity().chain().getFirst().getPublicKey());
    assertThat(serving.getSubjectAlternativeNames())
        .anySatisfy(n -> assertThat(n.get(1)).isEqualTo("bulkhead.bulkhead-system.svc"));
    assertThat(Rotation.due(held, NAMES, BEGIN.plus(Duration.ofDays(59)))).isSameAs(held);
  }

  @Test
  void theCertificateIsRenewedAMonthBeforeItsEnd() throws Exception {
    Rotation.Held held = Rotation.due(null, NAMES, BEGIN);
    Rotation.Held later = Rotation.due(held, NAMES, BEGIN.plus(Duration.ofDays(61)));

    assertThat(later.authority()).isEqualTo(held.authority());
    assertThat(later.serving()).isNotEqualTo(held.serving());
  }

  /** In two years of daily looks, what is served is always of an authority trusted a look before. */
  @Test
  void nobodyMeetsAnAuthorityThatHeDidNotTrustBefore() throws Exception {
    Rotation.Held held = Rotation.due(null, NAMES, BEGIN);
    int authorities = 1;
    for (int day = 1; day < 730; day++) {
      Rotation.Held next = Rotation.due(held, NAMES, BEGIN.plus(Duration.ofDays(day)));
      String issuer = next.serving().identity().chain().getFirst().getIssuerX500Principal().getName();
      assertThat(List.of(next.authority(), held.authority()))
          .extracting(a -> a.identity().chain().getFirst().getSubjectX500Principal().getName())
          .contains(issuer);
      assertThat(held.bundle()).contains(next.authority().certificate());
      assertThat(next.serving().identity().expires())
          .isAfter(BEGIN.plus(Duration.ofDays(day)));
      authorities += next.authority().equals(held.authority()) ? 0 : 1;
      held = next;
    }
    assertThat(authorities).isEqualTo(3);
  }
}
