package dev.bulkhead.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A program that ran to its end, and what the system says of it while it ran: Linux alone tells.
 *
 * @param seconds from start to end
 * @param cpuSeconds user and system time, as last seen
 * @param mebibytes resident memory at its most
 */
record Measured(
    int exitCode, double seconds, double cpuSeconds, double mebibytes, List<String> output) {
  /** Clock ticks a second in {@code /proc/PID/stat} (proc(5): USER_HZ, 100 on Linux). */
  private static final double TICKS = 100;

  private static final int LOOK_EVERY_MILLIS = 10;

  /**
   * Runs a program.
   *
   * @param environment variables beside those of this process
   */
  static Measured run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("measured", ".txt");
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(environment);
      long start = System.nanoTime();
      Process process = builder.start();
      Path proc = Path.of("/proc/" + process.pid());
      double cpu = 0;
      double memory = 0;
      while (!process.waitFor(LOOK_EVERY_MILLIS, java.util.concurrent.TimeUnit.MILLISECONDS)) {
        cpu = Math.max(cpu, cpuSeconds(proc));
        memory = Math.max(memory, mebibytes(proc));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Measured(process.exitValue(), seconds, cpu, memory, Files.readAllLines(output));
    } finally {
      Files.delete(output);
    }
  }

  private static double cpuSeconds(Path proc) {
    try {
      String stat = Files.readString(proc.resolve("stat"));
      // the name in brackets may contain anything; fields 14 and 15 are the twelfth after it
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    } catch (IOException e) {
      return 0; // it has just ended
    }
  }

  private static double mebibytes(Path proc) {
    try {
      for (String line : Files.readAllLines(proc.resolve("status"))) {
        if (line.startsWith("VmHWM:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
      }
      return 0;
    } catch (IOException e) {
      return 0; // it has just ended
    }
  }
}
