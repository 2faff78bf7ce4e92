package dev.bulkhead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many reviews a second the webhook answers beside its load generator, how fast and with what.
 */
public final class DoorLoad {
  private DoorLoad() {}

  /**
   * @param args the program's command, words apart by spaces; resources of the context; requests a
   *     second; seconds; then names of single requests, or nothing for the mix
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> command = List.of(args[0].split(" "));
    int rate = Integer.parseInt(args[2]);
    double seconds = Double.parseDouble(args[3]);
    try (var place = DoorPlace.with(Integer.parseInt(args[1]));
        var server =
            new ServerProcess(
                command,
                place.folder(),
                place.folder().resolve("decisions.log"),
                place.options())) {
      System.out.printf(
          "ready after %.2f s, %.0f MiB resident, load average %s%n",
          server.readySeconds, server.mebibytes(), loadAverage());
      List<Reviews.Request> requests = requests(args);
      // until the compiler has seen what is hot
      double warm = Math.min(seconds, 20);
      System.out.println("warming: " + ask(place, server, requests, rate, warm));
      long logged = server.decisions();
      double before = server.cpuSeconds();
      LoadClient.Outcome outcome = ask(place, server, requests, rate, seconds);
      double cpu = server.cpuSeconds() - before;
      List<ServerProcess.Took> took = server.took(logged);
      System.out.println("measured: " + outcome);
      System.out.printf(
          "server: p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms; %.0f us of processor a review; %.0f MiB resident; load average %s%n",
          quantile(took, .5),
          quantile(took, .99),
          quantile(took, .999),
          cpu * 1e6 / Math.max(1, outcome.right()),
          server.mebibytes(),
          loadAverage());
      System.out.println("the slowest hundredth: " + slowest(took));
      if (took.size() != outcome.all() - outcome.lost()) {
        System.out.printf(
            "the log has %d decisions, the client got %d%n",
            took.size(), outcome.all() - outcome.lost());
      }
    }
  }

  private static LoadClient.Outcome ask(
      DoorPlace place,
      ServerProcess server,
      List<Reviews.Request> requests,
      int rate,
      double seconds)
      throws InterruptedException {
    return new LoadClient(place.tls(), server.port, requests).run(32, rate, seconds);
  }

  private static List<Reviews.Request> requests(String[] args) {
    if (args.length == 4) {
      return Reviews.mix();
    }
    return List.of(args).subList(4, args.length).stream()
        .map(name -> {
          Reviews.Request request = Reviews.all().get(name);
          if (request == null) {
            throw new IllegalArgumentException(
                "no request is called " + name + " but " + Reviews.all().keySet());
          }
          return request;
        })
        .toList();
  }

  private static double quantile(List<ServerProcess.Took> took, double q) {
    return took.isEmpty()
        ? Double.NaN
        : took.get((int) Math.min(took.size() - 1, took.size() * q)).micros() / 1e3;
  }

  /** What the slowest hundredth of all was about, and how many of each there are. */
  private static Map<String, Long> slowest(List<ServerProcess.Took> took) {
    return took.subList(took.size() * 99 / 100, took.size()).stream()
        .collect(
            Collectors.groupingBy(ServerProcess.Took::what, TreeMap::new, Collectors.counting()));
  }

  static String loadAverage() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
  }
}
