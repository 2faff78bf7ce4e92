package dev.bulkhead.webhook;

import dev.bulkhead.admission.SettingsException;
import dev.bulkhead.admission.SettingsFiles;
import dev.bulkhead.admission.Webhook;
import dev.bulkhead.cli.Main;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A running webhook over a small recorded platform, and a client of it. */
final class Served implements AutoCloseable {
  static final String POD =
      """
      {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "a"},
       "spec": {"containers": [{"name": "web", "image": "x", "securityContext": {"privileged": %s}}]}}
      """;

  final Path folder;
  final Running running;
  final List<String> log = new CopyOnWriteArrayList<>();
  final HttpClient client;

  /** How far the clock is ahead. */
  private volatile Duration jump = Duration.ZERO;

  private Served(Path folder, List<Path> policies) throws IOException, SettingsException {
    this.folder = folder;
    Files.writeString(
        folder.resolve("bulkhead.yaml"),
        "platform: shop\ntenants: [{id: a, owns: {namespaces: [a]}}]\n");
    Path objects = Files.createDirectories(folder.resolve("objects"));
    Files.writeString(
        objects.resolve("a.yaml"), "{apiVersion: v1, kind: Namespace, metadata: {name: a}}\n");
    Path snapshot = folder.resolve("snapshot.json");
    int code =
        Main.execute(
            new String[] {"snapshot", objects.toString(), "-o", snapshot.toString()},
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(Writer.nullWriter()));
    if (code != 0) {
      throw new IllegalStateException("no snapshot");
    }
    TestKeys.write(folder, "EC");
    this.running =
        Running.start(
            new Webhook.Options(
                new SettingsFiles(folder.resolve("bulkhead.yaml"), null, null, policies),
                snapshot,
                null,
                new Webhook.Listening("127.0.0.1", 0, 0, Duration.ZERO),
                new Webhook.Certificates(folder, null, null),
                new Webhook.DecisionRecords(folder.resolve("decisions.log"), 1 << 20, 3),
                new Webhook.Audit(Duration.ZERO, false, false, "bulkhead-system"),
                version()),
            log::add,
            OutputStream.nullOutputStream(),
            () -> Instant.now().plus(jump));
    this.client = HttpClient.newBuilder().sslContext(trusting()).build();
  }

  static Served in(Path folder) throws IOException, SettingsException {
    return new Served(folder, List.of());
  }

  /** The same with controls of its own. */
  static Served in(Path folder, Path policies) throws IOException, SettingsException {
    return new Served(folder, List.of(policies));
  }

  /** The version that the program says that it has. */
  private static String version() {
    var out = new StringWriter();
    Main.execute(new String[] {"--version"}, new PrintWriter(out), new PrintWriter(out));
    return out.toString().lines().findFirst().orElseThrow().substring("bulkhead ".length());
  }

  /** Trusts everybody: certificates change under the test's feet, and it looks at them itself. */
  static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Everybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Everybody extends javax.net.ssl.X509ExtendedTrustManager
      implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }

    @Override
    public void checkClientTrusted(X509Certificate[] c, String t, java.net.Socket s) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String t, java.net.Socket s) {}

    @Override
    public void checkClientTrusted(X509Certificate[] c, String t, javax.net.ssl.SSLEngine e) {}

    @Override
    public void checkServerTrusted(X509Certificate[] c, String t, javax.net.ssl.SSLEngine e) {}
  }

  /** Sets the clock ahead of what it was at first, or back. */
  void jump(Duration ahead) {
    jump = ahead;
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + running.port() + "/validate?timeout=3s");
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> health(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.healthPort() + path))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  static String review(String uid, boolean privileged) {
    return """
        {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
          "uid": "%s", "operation": "CREATE", "name": "web", "namespace": "a",
          "kind": {"group": "", "version": "v1", "kind": "Pod"},
          "resource": {"group": "", "version": "v1", "resource": "pods"},
          "userInfo": {"username": "alice", "groups": ["developers"]},
          "object": %s}}
        """
        .formatted(uid, POD.formatted(privileged));
  }

  @Override
  public void close() {
    client.close();
    running.stop(Duration.ZERO);
  }
}
