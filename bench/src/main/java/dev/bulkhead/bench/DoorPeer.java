package dev.bulkhead.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * The webhook beside OPA's server with a few of the same controls in Rego ({@code
 * bench/policies/door}), asked the same by the same client. Bulkhead judges by its whole library
 * and beside a fleet; OPA by ten rules and beside nothing.
 */
public final class DoorPeer {
  private static final List<String> REQUESTS =
      List.of("Deployment, sound, new", "Deployment, broken, new");

  private static final double WARM_SECONDS = 15;

  private DoorPeer() {}

  /**
   * @param args the program's command, words apart by spaces; the {@code opa} program; the policy;
   *     resources of the context; requests a second; seconds
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rate = Integer.parseInt(args[4]);
    double seconds = Double.parseDouble(args[5]);
    List<Reviews.Request> requests = REQUESTS.stream().map(Reviews.all()::get).toList();
    try (var place = DoorPlace.with(Integer.parseInt(args[3]))) {
      try (var server =
          new ServerProcess(
              List.of(args[0].split(" ")),
              place.folder(),
              place.folder().resolve("decisions.log"),
              place.options())) {
        ask(
            "bulkhead",
            new Asked(place.tls(), server.port, "/validate?timeout=3s", server.pid()),
            requests,
            rate,
            seconds);
      }
      int port = ServerProcess.freePort();
      Process opa = opa(args[1], Path.of(args[2]), place.folder(), port);
      try {
        ask("opa", new Asked(place.tls(), port, "/", opa.pid()), requests, rate, seconds);
      } finally {
        opa.destroy();
        if (!opa.waitFor(20, TimeUnit.SECONDS)) {
          opa.destroyForcibly();
        }
      }
    }
  }

  /** A webhook, and the process that it is. */
  private record Asked(SSLContext tls, int port, String path, long pid) {}

  private static Process opa(String program, Path policy, Path folder, int port)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program,
                "run",
                "--server",
                "--disable-telemetry",
                "--log-level=error",
                "--addr=127.0.0.1:" + port,
                "--tls-cert-file=" + folder.resolve("tls.crt"),
                "--tls-private-key-file=" + folder.resolve("tls.key"),
                policy.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("opa.log").toFile())
            .start();
    long begun = System.nanoTime();
    while (!listens(port)) {
      if (!process.isAlive() || System.nanoTime() - begun > 30e9) {
        process.destroyForcibly();
        throw new IOException("opa did not start: " + Files.readString(folder.resolve("opa.log")));
      }
      Thread.sleep(10);
    }
    return process;
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static void ask(
      String name, Asked asked, List<Reviews.Request> requests, int rate, double seconds)
      throws IOException, InterruptedException {
    client(asked, requests).run(32, rate, Math.min(seconds, WARM_SECONDS));
    double before = ServerProcess.cpuSeconds(asked.pid());
    LoadClient.Outcome outcome = client(asked, requests).run(32, rate, seconds);
    double cpu = ServerProcess.cpuSeconds(asked.pid()) - before;
    System.out.printf(
        "%s: %s; %.0f us of processor a review; %.0f MiB resident; load average %s%n",
        name,
        outcome,
        cpu * 1e6 / Math.max(1, outcome.right()),
        ServerProcess.mebibytes(asked.pid()),
        DoorLoad.loadAverage());
  }

  private static LoadClient client(Asked asked, List<Reviews.Request> requests) {
    return new LoadClient(asked.tls(), asked.port(), asked.path(), requests);
  }
}
