package dev.bulkhead.webhook.cluster;

import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A real kube-apiserver over a real etcd, both of this test run alone. There are no controllers and
 * no nodes: objects are stored and nothing else happens.
 */
public final class ApiServer implements AutoCloseable {
  public static final String TOKEN = "admin-token";
  public static final String TENANT_TOKEN = "alice-token";
  public static final String RESCUE_TOKEN = "bob-token";

  private final Path folder;
  private final int etcdPort;
  private final int etcdPeerPort;
  final int port;
  private @Nullable Process etcd;
  private @Nullable Process server;

  private ApiServer(Path folder) throws IOException {
    this.folder = folder;
    this.etcdPort = freePort();
    this.etcdPeerPort = freePort();
    this.port = freePort();
  }

  /** Whether the properties name both programs. */
  public static boolean available() {
    return program("kube.apiserver") != null && program("etcd") != null;
  }

  private static @Nullable Path program(String property) {
    String path = System.getProperty(property, "");
    return path.isEmpty() || !Files.isExecutable(Path.of(path)) ? null : Path.of(path);
  }

  public static ApiServer start(Path folder) throws IOException, InterruptedException {
    var out = new ApiServer(folder);
    out.prepare();
    out.startEtcd();
    out.startServer();
    return out;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void prepare() throws IOException {
    Files.writeString(
        folder.resolve("tokens.csv"),
        TOKEN
            + ",admin,1,\"system:masters\"\n"
            + TENANT_TOKEN
            + ",alice,2,\"developers\"\n"
            + RESCUE_TOKEN
            + ",bob,3,\"platform-break-glass,developers\"\n");
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
      Files.writeString(
          folder.resolve("service-accounts.key"),
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
              + "\n-----END PRIVATE KEY-----\n");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void startEtcd() throws IOException {
    String client = "http://127.0.0.1:" + etcdPort;
    String peer = "http://127.0.0.1:" + etcdPeerPort;
    etcd =
        run(
            "etcd.log",
            System.getProperty("etcd", ""),
            "--data-dir=" + folder.resolve("etcd"),
            "--listen-client-urls=" + client,
            "--advertise-client-urls=" + client,
            "--listen-peer-urls=" + peer,
            "--initial-advertise-peer-urls=" + peer,
            "--initial-cluster=default=" + peer,
            "--unsafe-no-fsync");
  }

  /** Starts the server, again where it was stopped before, and waits until it is ready. */
  public void startServer() throws IOException, InterruptedException {
    server =
        run(
            "apiserver.log",
            System.getProperty("kube.apiserver", ""),
            "--etcd-servers=http://127.0.0.1:" + etcdPort,
            "--secure-port=" + port,
            "--bind-address=127.0.0.1",
            "--cert-dir=" + folder.resolve("apiserver-certs"),
            "--service-cluster-ip-range=10.99.0.0/16",
            "--authorization-mode=RBAC",
            "--token-auth-file=" + folder.resolve("tokens.csv"),
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=" + folder.resolve("service-accounts.key"),
            "--service-account-signing-key-file=" + folder.resolve("service-accounts.key"),
            "--disable-admission-plugins=ServiceAccount",
            "--feature-gates=WatchListClient=false",
            "--allow-privileged=true",
            "--v=1");
    awaitReady();
  }

  /** Ends the server as a crash would. */
  public void killServer() {
    kill(server);
  }

  /** Lets the server go silent, as on a cut line: its connections stand, and nothing comes. */
  public void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  public void thaw() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process frozen = server;
    if (frozen != null) {
      new ProcessBuilder("kill", "-" + name, String.valueOf(frozen.pid())).start().waitFor();
    }
  }

  private static void kill(@Nullable Process process) {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  private Process run(String log, String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(log).toFile()))
        .start();
  }

  private void awaitReady() throws IOException, InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    try (KubernetesClient client = client(TOKEN)) {
      while (Instant.now().isBefore(end)) {
        Process running = server;
        if (running == null || !running.isAlive()) {
          break;
        }
        if (ready(client)) {
          return;
        }
        Thread.sleep(250);
      }
    }
    List<String> log = Files.readAllLines(folder.resolve("apiserver.log"));
    throw new IOException(
        "the API server did not become ready: "
            + String.join("\n", log.subList(Math.max(0, log.size() - 15), log.size())));
  }

  private boolean ready(KubernetesClient client) {
    try {
      return "ok".equals(client.raw("/readyz"));
    } catch (RuntimeException e) {
      return false;
    }
  }

  public KubernetesClient client(String token) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(io.fabric8.kubernetes.client.Config.empty())
                .withMasterUrl("https://127.0.0.1:" + port)
                .withTrustCerts(true)
                .withDisableHostnameVerification(true)
                .withOauthToken(token)
                .withRequestRetryBackoffLimit(0)
                .build())
        .build();
  }

  /** A kubeconfig for another process. */
  public Path kubeconfig() {
    try {
      return Files.writeString(
          folder.resolve("kubeconfig"),
          """
          apiVersion: v1
          kind: Config
          current-context: test
          clusters: [{name: test, cluster: {server: "https://127.0.0.1:%d", insecure-skip-tls-verify: true}}]
          users: [{name: admin, user: {token: %s}}]
          contexts: [{name: test, context: {cluster: test, user: admin}}]
          """
              .formatted(port, TOKEN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    killServer();
    kill(etcd);
  }
}
