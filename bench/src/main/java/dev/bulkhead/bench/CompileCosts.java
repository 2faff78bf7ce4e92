package dev.bulkhead.bench;

import dev.bulkhead.bench.LibraryCompile.Way;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What it costs to make the control library ready to be asked, in a new JVM each time: with the AOT
 * cache and the options of the launcher, with an AOT cache that was recorded while doing just this,
 * and in a plain JVM. All by turns, so that a busy machine is as busy for all.
 */
public final class CompileCosts {
  /** Wall and processor time in milliseconds. */
  private record Cost(double wall, double cpu) {}

  private final Path checkout;
  private final Path cache;
  private final Path app;
  private final List<Path> jars;

  private CompileCosts(Path checkout, Path cache) throws IOException {
    this.checkout = checkout;
    this.cache = cache;
    Path state = checkout.resolve(".bulkhead");
    this.app = state.resolve(Files.readString(state.resolve("built")).strip());
    this.jars = files(app, ".jar");
  }

  /**
   * Prints a line for each way and variant.
   *
   * @param args the checkout, whose launcher has built the program, and how often each is done
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Path cache = Files.createTempFile("compile", ".aot");
    try {
      new CompileCosts(Path.of(args[0]).toAbsolutePath().normalize(), cache)
          .compare(Integer.parseInt(args[1]));
    } finally {
      Files.deleteIfExists(cache);
    }
  }

  private static List<Path> files(Path directory, String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.toString().endsWith(ending)).sorted().toList();
    }
  }

  private void compare(int times) throws IOException, InterruptedException {
    for (Way way : Way.values()) {
      Files.delete(cache);
      run(way, List.of("-XX:AOTCacheOutput=" + cache), Redirect.DISCARD);
      Path launcher = files(app, ".aot").getFirst();
      List<List<String>> variants =
          List.of(List.of("-XX:AOTCache=" + launcher), List.of("-XX:AOTCache=" + cache), List.of());
      var costs = new ArrayList<List<Cost>>();
      variants.forEach(v -> costs.add(new ArrayList<>()));
      for (int i = 0; i < times; i++) {
        for (int v = 0; v < variants.size(); v++) {
          costs.get(v).add(cost(way, variants.get(v)));
        }
      }
      print(way, "the launcher's cache", costs.get(0));
      print(way, "a cache of its own", costs.get(1));
      print(way, "plain JVM", costs.get(2));
    }
  }

  private Cost cost(Way way, List<String> options) throws IOException, InterruptedException {
    String[] figures = run(way, options, Redirect.INHERIT).strip().split(" ");
    return new Cost(Long.parseLong(figures[0]) / 1e6, Long.parseLong(figures[1]) / 1e6);
  }

  /** What the program writes; Java itself has much to say when it records a cache. */
  private String run(Way way, List<String> options, Redirect messages)
      throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xlog:disable",
            "-Xlog:all=off"));
    command.addAll(options);
    command.add("-cp");
    command.add(classPath());
    command.addAll(
        List.of(
            LibraryCompile.class.getName(), way.name(), checkout.resolve("policies").toString()));
    Process process = new ProcessBuilder(command).redirectError(messages).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
    return text;
  }

  /**
   * The launcher's, in its order, and behind it this benchmark: a cache wants no other beginning.
   */
  private String classPath() throws IOException {
    var path = new StringBuilder();
    for (Path jar : jars) {
      path.append(jar).append(File.pathSeparatorChar);
    }
    return path.append(files(checkout.resolve("bench/target"), ".jar").getFirst()).toString();
  }

  private static void print(Way way, String variant, List<Cost> costs) {
    double[] wall = costs.stream().mapToDouble(Cost::wall).sorted().toArray();
    double[] cpu = costs.stream().mapToDouble(Cost::cpu).sorted().toArray();
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-8s %-21s median %4.0f ms, fastest %4.0f ms; processor time median %4.0f ms, least"
                + " %4.0f ms",
            way.name().toLowerCase(Locale.ROOT),
            variant,
            wall[wall.length / 2],
            wall[0],
            cpu[cpu.length / 2],
            cpu[0]));
  }
}
