package dev.bulkhead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whole fleets: the process that scans them with all controls and a heap of two gibibytes, beside a
 * bare JVM that only reads the same files, and how both grow.
 */
public final class Bulk {
  private static final Map<String, String> HEAP = Map.of("JAVA_TOOL_OPTIONS", "-Xmx2g");

  private Bulk() {}

  /**
   * @param args the checkout with its launcher, and numbers of resources
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path checkout = Path.of(args[0]).toAbsolutePath().normalize();
    print("resources", "parse s", "CPU", "MiB", "scan s", "CPU", "MiB", "ratio", "growth");
    double before = 0;
    for (int i = 1; i < args.length; i++) {
      Path fleet = Files.createTempDirectory("fleet");
      try {
        Fleet.write(fleet, Integer.parseInt(args[i]) / Fleet.PER_TENANT);
        before = compare(checkout, fleet, args[i], before);
      } finally {
        delete(fleet);
      }
    }
  }

  /**
   * @param before seconds of the scan of the smaller fleet; 0 where there is none
   * @return seconds of this scan
   */
  private static double compare(Path checkout, Path fleet, String resources, double before)
      throws IOException, InterruptedException {
    Measured parse = Measured.run(ParseOnly.command(fleet), HEAP);
    Measured scan =
        Measured.run(
            List.of(checkout.resolve("bulkhead").toString(), "scan", fleet.toString()), HEAP);
    if (parse.exitCode() != 0 || scan.exitCode() > 1) {
      throw new IOException("exit codes " + parse.exitCode() + " and " + scan.exitCode());
    }
    print(
        resources,
        number("%.1f", parse.seconds()),
        number("%.1f", parse.cpuSeconds()),
        number("%.0f", parse.mebibytes()),
        number("%.1f", scan.seconds()),
        number("%.1f", scan.cpuSeconds()),
        number("%.0f", scan.mebibytes()),
        number("%.2f", scan.seconds() / parse.seconds()),
        before == 0 ? "" : number("%.1f", scan.seconds() / before));
    scan.output().stream()
        .filter(line -> line.startsWith("  findings ") || line.startsWith("  outcomes "))
        .forEach(System.out::println);
    return scan.seconds();
  }

  private static void print(Object... columns) {
    System.out.println(String.format(Locale.ROOT, "%9s %8s %6s %5s %8s %6s %5s %6s %6s", columns));
  }

  private static String number(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
