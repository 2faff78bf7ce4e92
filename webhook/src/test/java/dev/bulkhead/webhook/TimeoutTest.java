package dev.bulkhead.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutTest {
  @ParameterizedTest
  @CsvSource({
    "timeout=3s, 3000",
    "timeout=500ms, 10000",
    "a=b&timeout=1m, 10000",
    "timeout=30s, 30000",
    "timeout=-3s, 10000",
    "timeout=, 10000",
    ", 10000",
    "timeout=1.5s, 1500"
  })
  void theRequestSaysHowLongItsAuthorWaits(String query, long millis) {
    assertThat(ReviewHandler.timeout(query)).isEqualTo(Duration.ofMillis(millis));
  }
}
