package dev.bulkhead.bench;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a check before a commit waits for: the whole process that scans fifty manifests with all
 * controls, beside a bare JVM that only reads the same files. Both by turns, so that a busy machine
 * is as busy for both.
 */
public final class ColdGate {
  private static final int MANIFESTS = 50;

  private ColdGate() {}

  /**
   * @param args the checkout with its launcher, and how often each is started
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path input = Files.createTempDirectory("cold-gate");
    try {
      writeManifests(input);
      compare(Path.of(args[0]).toAbsolutePath().normalize(), input, Integer.parseInt(args[1]));
    } finally {
      Bulk.delete(input);
    }
  }

  /** One manifest a file, of tenants sound and faulty. */
  private static void writeManifests(Path input) throws IOException {
    var manifests = new ArrayList<String>();
    for (int tenant : List.of(0, 3, 7)) {
      manifests.addAll(Arrays.asList(Fleet.tenant(tenant).split("\n---\n")));
    }
    for (int i = 0; i < MANIFESTS; i++) {
      Files.writeString(input.resolve("manifest-%02d.yaml".formatted(i)), manifests.get(i) + "\n");
    }
  }

  private static void compare(Path checkout, Path input, int times)
      throws IOException, InterruptedException {
    List<String> scan = List.of(checkout.resolve("bulkhead").toString(), "scan", input.toString());
    List<String> parse = ParseOnly.command(input);
    millis(scan); // trains the program, where it is not trained yet
    var scans = new double[times];
    var parses = new double[times];
    for (int i = 0; i < times; i++) {
      scans[i] = millis(scan);
      parses[i] = millis(parse);
    }
    Arrays.sort(scans);
    Arrays.sort(parses);
    print("scan", scans);
    print("parse only, bare JVM", parses);
    System.out.println(
        String.format(
            Locale.ROOT,
            "ratio of medians %.2f, of the fastest %.2f",
            scans[times / 2] / parses[times / 2],
            scans[0] / parses[0]));
  }

  private static double millis(List<String> command) throws IOException, InterruptedException {
    long start = System.nanoTime();
    new ProcessBuilder(command)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.DISCARD)
        .start()
        .waitFor();
    return (System.nanoTime() - start) / 1e6;
  }

  private static void print(String what, double[] sorted) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-22s median %4.0f ms, fastest %4.0f ms",
            what,
            sorted[sorted.length / 2],
            sorted[0]));
  }
}
