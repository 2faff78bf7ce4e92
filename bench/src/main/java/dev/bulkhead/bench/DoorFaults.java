package dev.bulkhead.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What becomes of requests while something goes wrong. A request may be left without a decision,
 * which its failurePolicy then makes; none may be allowed that should not be, and none be lost from
 * the log.
 */
public final class DoorFaults {
  private static final int RATE = 100;

  /** What is made on first use has been made by then. */
  private static final int SETTLED_MINUTES = 2;

  private final List<String> command;
  private final DoorPlace place;
  private boolean sound = true;

  private DoorFaults(List<String> command, DoorPlace place) {
    this.command = command;
    this.place = place;
  }

  /** Something that happens while requests come. */
  private interface Fault {
    void happen(ServerProcess server) throws IOException, InterruptedException;
  }

  /**
   * @param args the program's command, words apart by spaces; resources of the context; seconds of
   *     each fault; the faults, all but the soak where none is named
   */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    List<String> names =
        args.length > 3
            ? List.of(args).subList(3, args.length)
            : List.of("certificates", "policies", "hostile", "connections", "replica", "restart");
    try (var place = DoorPlace.with(Integer.parseInt(args[1]))) {
      var faults = new DoorFaults(List.of(args[0].split(" ")), place);
      int seconds = Integer.parseInt(args[2]);
      for (String name : names) {
        switch (name) {
          case "certificates" -> faults.run(name, seconds, faults::certificates);
          case "policies" -> faults.run(name, seconds, faults::policies);
          case "hostile" -> faults.run(name, seconds, faults::hostile);
          case "connections" -> faults.run(name, seconds, faults::connections);
          case "restart" -> faults.run(name, seconds, server -> server.signal("TERM"));
          case "replica" -> faults.replica(seconds);
          case "soak" -> faults.soak(seconds);
          default -> throw new IllegalArgumentException("no fault is called " + name);
        }
      }
      if (!faults.sound) {
        throw new IllegalStateException("a request was decided wrongly, or lost from the log");
      }
    }
  }

  private ServerProcess server(String log, String... more)
      throws IOException, InterruptedException {
    var options = new ArrayList<>(place.options());
    options.addAll(List.of(more));
    options.addAll(List.of("--policies", policies().toString()));
    return new ServerProcess(command, place.folder(), place.folder().resolve(log), options);
  }

  private Path policies() throws IOException {
    return Files.createDirectories(place.folder().resolve("policies"));
  }

  private void run(String name, int seconds, Fault fault)
      throws IOException, InterruptedException, ExecutionException {
    try (var server = server(name + ".log");
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      warm(server);
      long logged = server.decisions();
      Future<LoadClient.Outcome> load = pool.submit(load(server.port, seconds));
      Thread.sleep(1000);
      fault.happen(server);
      report(name, load.get(), server.decisions() - logged);
    }
  }

  private Callable<LoadClient.Outcome> load(int port, int seconds) {
    return () -> new LoadClient(place.tls(), port, Reviews.mix()).run(32, RATE, seconds);
  }

  private void warm(ServerProcess server) throws InterruptedException {
    new LoadClient(place.tls(), server.port, Reviews.mix()).run(16, RATE, 5);
  }

  private void report(String name, LoadClient.Outcome outcome, long logged) throws IOException {
    long decided = outcome.all() - outcome.lost();
    sound &= outcome.wronglyAllowed() + outcome.wronglyDenied() == 0 && logged >= decided;
    System.out.printf(
        "%s: %s; %d logged; load average %s%n", name, outcome, logged, DoorLoad.loadAverage());
  }

  /** Five other certificates, of other kinds of keys. */
  private void certificates(ServerProcess server) throws IOException, InterruptedException {
    for (int i = 0; i < 5; i++) {
      place.certificate(i % 2 == 0 ? "rsa" : "ec");
      Thread.sleep(2500);
    }
    print(server, "bulkhead_reload_total");
  }

  /** A broken control, then a whole one, then none: the old ones hold meanwhile. */
  private void policies(ServerProcess server) throws IOException, InterruptedException {
    Path own = policies().resolve("own.rego");
    Files.writeString(own, "package bulkhead.controls.own\n\nviolation contains {");
    Thread.sleep(5000);
    print(server, "bulkhead_settings_stale");
    Files.delete(own);
    Thread.sleep(5000);
    print(server, "bulkhead_settings_stale");
    print(server, "bulkhead_reload_total");
  }

  private static void print(ServerProcess server, String metric) throws InterruptedException {
    server
        .get("/metrics")
        .lines()
        .filter(l -> l.startsWith(metric))
        .forEach(l -> System.out.println("  " + l));
  }

  /** What is no review, what ends early, what trickles, and what is as large as may be. */
  private void hostile(ServerProcess server) throws IOException, InterruptedException {
    var trickling = new ArrayList<Socket>();
    for (int i = 0; i < 100; i++) {
      trickling.add(
          send(server, "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"));
    }
    for (int i = 0; i < 20; i++) {
      send(server, "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{\"a\":")
          .close();
      send(server, "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{").close();
      send(server, "\0\1\2 nonsense\r\n\r\n").close();
      String large = "{\"apiVersion\": \"" + "x".repeat(3 * 1024 * 1024) + "\"}";
      send(
              server,
              "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Length: "
                  + large.length()
                  + "\r\n\r\n"
                  + large)
          .close();
    }
    Thread.sleep(12_000);
    int cut = 0;
    for (Socket socket : trickling) {
      socket.setSoTimeout(2000);
      cut += isEnded(socket) ? 1 : 0;
      socket.close();
    }
    System.out.println("  " + cut + " of 100 connections that trickled were cut");
    print(server, "bulkhead_admission_refused_connections_total");
  }

  private static boolean isEnded(Socket socket) {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  private Socket send(ServerProcess server, String text) throws IOException {
    Socket socket = place.tls().getSocketFactory().createSocket("127.0.0.1", server.port);
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return socket;
  }

  /** A thousand connections beside those of the load, all asking and all kept. */
  private void connections(ServerProcess server) throws IOException, InterruptedException {
    System.out.println(
        "  of 1000 connections: "
            + new LoadClient(place.tls(), server.port, Reviews.mix()).run(1000, 500, 6));
    System.out.printf("  %.0f MiB resident%n", server.mebibytes());
    print(server, "bulkhead_admission_refused_connections_total");
  }

  /** One of two replicas ends at once and comes back. */
  private void replica(int seconds) throws IOException, InterruptedException, ExecutionException {
    try (var kept = server("kept.log");
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      long before;
      long logged;
      Future<LoadClient.Outcome> load;
      try (var killed = server("killed.log");
          var balancer = new Balancer(List.of(kept.port, killed.port))) {
        warm(kept);
        warm(killed);
        before = kept.decisions() + killed.decisions();
        load = pool.submit(load(balancer.port(), seconds));
        Thread.sleep(seconds * 1000L / 3);
        killed.kill();
        Thread.sleep(2000);
        killed.start();
        LoadClient.Outcome outcome = load.get();
        logged = kept.decisions() + killed.decisions() - before;
        report("replica", outcome, logged);
      }
    }
  }

  /** What lives on the heap after a full collection, every minute, and what grew meanwhile. */
  private void soak(int seconds) throws IOException, InterruptedException, ExecutionException {
    try (var server = server("soak.log");
        ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      warm(server);
      long logged = server.decisions();
      Future<LoadClient.Outcome> load = pool.submit(load(server.port, seconds));
      LiveHeap first = print(server, 0);
      LiveHeap last = first;
      for (int minute = 1; !load.isDone(); minute++) {
        for (int i = 0; i < 60 && !load.isDone(); i++) {
          Thread.sleep(1000);
        }
        last = print(server, minute);
        if (minute == SETTLED_MINUTES) {
          first = last;
        }
      }
      System.out.printf(
          "  from %.2f to %.2f MiB; grown: %s%n",
          first.mebibytes(), last.mebibytes(), last.grownSince(first, 10));
      report("soak", load.get(), server.decisions() - logged);
    }
  }

  private static LiveHeap print(ServerProcess server, int minute)
      throws IOException, InterruptedException {
    LiveHeap heap = server.liveHeap();
    System.out.printf(
        "  minute %d: %.2f MiB live after a full collection, %.0f MiB resident, %d threads, %d files open, load average %s%n",
        minute,
        heap.mebibytes(),
        server.mebibytes(),
        server.threads(),
        server.openFiles(),
        DoorLoad.loadAverage());
    return heap;
  }
}
