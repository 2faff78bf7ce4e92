package dev.bulkhead.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.admission.SettingsException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTest {
  @TempDir Path folder;

  private Served served;

  @BeforeEach
  void start() throws IOException, SettingsException {
    served = Served.in(folder);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void aReviewIsAnsweredWithADecisionAndLogged() throws Exception {
    HttpResponse<String> response = served.post(Served.review("u-1", true));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.body())
        .startsWith(
            "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"response\":"
                + "{\"uid\":\"u-1\",\"allowed\":false,")
        .contains("[WRK-06] container web of Pod web is privileged");
    assertThat(Files.readAllLines(folder.resolve("decisions.log")))
        .singleElement()
        .asString()
        .contains("\"uid\":\"u-1\"", "\"user\":\"alice\"", "\"decision\":\"denied\"", "WRK-06");
  }

  @Test
  void whatIsNoReviewIsSaidWithAStatus() throws Exception {
    assertThat(served.post("").statusCode()).isEqualTo(400);
    assertThat(served.post("{").statusCode()).isEqualTo(400);
    assertThat(served.post("[".repeat(100_000)).statusCode()).isEqualTo(400);
    assertThat(served.post("{\"apiVersion\": \"admission.k8s.io/v1beta1\", \"kind\": \"AdmissionReview\"}").body())
        .contains("expected an AdmissionReview of admission.k8s.io/v1, not admission.k8s.io/v1beta1");
    assertThat(served.post(" ".repeat(ReviewHandler.MOST_BYTES + 1)).statusCode()).isEqualTo(413);
    assertThat(
            served.client
                .send(
                    HttpRequest.newBuilder(served.uri()).GET().build(),
                    HttpResponse.BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(405);
  }

  @Test
  void aHugeObjectIsJudged() throws Exception {
    String huge =
        Served.review("u-1", true)
            .replace("\"image\": \"x\"", "\"image\": \"x\", \"args\": [\"" + "a".repeat(3_000_000) + "\"]");

    assertThat(served.post(huge).body()).contains("WRK-06");
  }

  @Test
  void probesAndMetricsAreServedInPlainText() throws Exception {
    served.post(Served.review("u-1", true));
    served.post(Served.review("u-2", false));

    assertThat(served.health("/healthz").body()).isEqualTo("ok\n");
    assertThat(served.health("/readyz").statusCode()).isEqualTo(200);
    assertThat(served.health("/metrics").body())
        .contains("bulkhead_admission_requests_total{decision=\"denied\",dry_run=\"false\"} 2")
        .contains("bulkhead_admission_findings_total{control=\"WRK-06\",effect=\"denied\"} 1")
        .contains("bulkhead_admission_duration_seconds_bucket{le=\"0.00025\"} ")
        .contains("bulkhead_admission_duration_seconds_count 2")
        .contains("bulkhead_build_info{version=")
        .contains("bulkhead_context_entities ");
  }

  @Test
  void brokenSettingsLeaveTheOldOnesInForceAndAreSaidAloud() throws Exception {
    Path rules = folder.resolve("admission.yaml");
    Files.writeString(rules, "mode: wrong\n");
    served.running.reloadSettings();

    assertThat(served.log).last().asString().contains("THE OLD ONES STAY IN FORCE", "admission.yaml:1:7");
    assertThat(served.health("/metrics").body()).contains("bulkhead_settings_stale 1");
    assertThat(served.post(Served.review("u-1", true)).body()).contains("\"allowed\":false");

    Files.writeString(rules, "mode: warn\n");
    served.running.reloadSettings();

    assertThat(served.health("/metrics").body()).contains("bulkhead_settings_stale 0");
    assertThat(served.post(Served.review("u-1", true)).body()).contains("\"allowed\":true", "\"warnings\":[");
  }

  /** Waivers end with the day of the clock; what is judged, and how old the context is, does not jump. */
  @Test
  void aClockThatJumpsEndsWaiversAndBringsThemBack() throws Exception {
    Files.writeString(
        folder.resolve("waivers.yaml"),
        """
        waivers:
          - id: trial
            control: WRK-06
            selector: {namespace: a}
            reason: a trial
            owner: team-a
            approver: security
            expires: %s
        """
            .formatted(LocalDate.now(ZoneOffset.UTC).plusDays(30)));
    served.running.reloadSettings();
    assertThat(served.post(Served.review("u-0", true)).body())
        .contains("[WRK-01]")
        .doesNotContain("[WRK-06]");

    served.jump(Duration.ofDays(60));
    GuardedCluster.until(() -> refusal().contains("[WRK-06]"), "the waiver to end");
    served.jump(Duration.ofDays(-3650));
    GuardedCluster.until(() -> !refusal().contains("[WRK-06]"), "the waiver to hold again");

    assertThat(Files.readAllLines(folder.resolve("decisions.log")))
        .allMatch(line -> line.contains("\"allowed\":false"))
        .noneMatch(line -> line.contains("\"contextAgeMillis\":-"));
  }

  private String refusal() {
    try {
      return served.post(Served.review("u-1", true)).body();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void newHandshakesTakeANewCertificateAndOpenConnectionsLive() throws Exception {
    Path fresh = Files.createDirectories(folder.resolve("fresh"));
    X509Certificate after = TestKeys.write(fresh, "RSA");
    try (SSLSocket open = connect()) {
      X509Certificate before = certificate(open);
      for (String file : List.of("tls.crt", "tls.key")) {
        Files.copy(fresh.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
      }
      served.running.reloadKeys();

      try (SSLSocket other = connect()) {
        assertThat(certificate(other)).isEqualTo(after).isNotEqualTo(before);
      }
      request(open, Served.review("u-1", true));
      assertThat(new String(open.getInputStream().readNBytes(15), StandardCharsets.UTF_8))
          .isEqualTo("HTTP/1.1 200 OK");
    }
  }

  @Test
  void aKeyThatIsNotTheCertificatesIsRefused() throws Exception {
    String key = Files.readString(folder.resolve("tls.key"));
    TestKeys.write(folder, "EC");
    Files.writeString(folder.resolve("tls.key"), key);
    served.running.reloadKeys();

    assertThat(served.log).last().asString().contains("the key is not the certificate's");
    assertThat(served.post(Served.review("u-1", true)).statusCode()).isEqualTo(200);
  }

  @Test
  void nothingIsLostWhileSettingsAndCertificatesChangeUnderLoad() throws Exception {
    var running = new AtomicBoolean(true);
    var answered = new AtomicInteger();
    try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> clients =
          IntStream.range(0, 8)
              .mapToObj(i -> pool.submit((Callable<Integer>) () -> load(running, answered)))
              .toList();
      for (int i = 0; i < 10; i++) {
        TestKeys.write(folder, i % 2 == 0 ? "RSA" : "EC");
        served.running.reloadKeys();
        Files.writeString(folder.resolve("admission.yaml"), i % 2 == 0 ? "unknown: allow\n" : "nonsense");
        served.running.reloadSettings();
      }
      running.set(false);
      for (Future<Integer> client : clients) {
        assertThat(wrong(client)).isZero();
      }
    }
    assertThat(answered.get()).isGreaterThan(50);
    assertThat(logged()).isEqualTo(answered.get());
  }

  /** Lines of the decision log and of the files that it was rotated into. */
  private int logged() throws IOException {
    int lines = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> name(f).startsWith("decisions.log")).toList()) {
        lines += Files.readAllLines(file).size();
      }
    }
    return lines;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }

  private static int wrong(Future<Integer> client) throws InterruptedException, ExecutionException {
    return client.get();
  }

  /** Sends good and bad pods on new connections, and counts the answers that are not as they must be. */
  private int load(AtomicBoolean running, AtomicInteger answered)
      throws IOException, InterruptedException {
    int wrong = 0;
    for (int i = 0; running.get(); i++) {
      try (HttpClient client = HttpClient.newBuilder().sslContext(Served.trusting()).build()) {
        HttpResponse<String> response =
            client.send(
                HttpRequest.newBuilder(served.uri())
                    .timeout(Duration.ofSeconds(20))
                    .POST(HttpRequest.BodyPublishers.ofString(Served.review("u-" + i, true)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        boolean right =
            response.statusCode() == 200
                && response.body().contains("\"uid\":\"u-" + i + "\",\"allowed\":false");
        wrong += right ? 0 : 1;
        answered.incrementAndGet();
      }
    }
    return wrong;
  }

  @Test
  void whoTricklesIsCutAndTheOthersAreServed() throws Exception {
    try (SSLSocket slow = connect()) {
      OutputStream out = slow.getOutputStream();
      out.write(
          "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();

      assertThat(served.post(Served.review("u-1", true)).statusCode()).isEqualTo(200);
      slow.setSoTimeout(25_000);
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
  }

  private SSLSocket connect() throws IOException {
    return (SSLSocket)
        Served.trusting().getSocketFactory().createSocket("127.0.0.1", served.running.port());
  }

  private static X509Certificate certificate(SSLSocket socket) throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  private static void request(SSLSocket socket, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    socket
        .getOutputStream()
        .write(
            ("POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }
}
