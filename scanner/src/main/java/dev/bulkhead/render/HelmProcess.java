package dev.bulkhead.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs workers until every job has an answer. A worker has a limit of memory and of time for each
 * chart, no environment and so no cluster, proxy or plugins.
 */
final class HelmProcess {
  private static final long LARGEST_OUTPUT = 64L << 20;
  private static final int KIBIBYTES_OF_ADDRESSES = 6 * 1024 * 1024;

  private final Path work;
  private final Duration patience;

  HelmProcess(Path work, Duration patience) {
    this.work = work;
    this.patience = patience;
  }

  /**
   * What became of a job.
   *
   * @param manifest what was rendered; null where that failed
   * @param problem empty where it did not
   * @param byHelm whether the problem is what Helm says, and not what became of the worker
   */
  record Answer(@Nullable String manifest, String problem, boolean byHelm) {}

  List<Answer> run(List<HelmJob> jobs) throws IOException, InterruptedException {
    for (int i = 0; i < jobs.size(); i++) {
      jobs.get(i).write(work, i);
    }
    var answers = new ArrayList<Answer>();
    while (answers.size() < jobs.size()) {
      String ended = worker(answers.size(), jobs.size());
      int before = answers.size();
      collect(answers, jobs.size());
      if (answers.size() < jobs.size()) {
        // the one that the worker was at is what ended it
        answers.add(new Answer(null, ended, false));
      } else if (before == answers.size()) {
        throw new IOException(ended);
      }
    }
    return answers;
  }

  private void collect(List<Answer> answers, int count) throws IOException {
    while (answers.size() < count) {
      Path out = HelmJob.file(work, answers.size(), "out");
      Path err = HelmJob.file(work, answers.size(), "err");
      if (Files.exists(out)) {
        answers.add(
            Files.size(out) > LARGEST_OUTPUT
                ? new Answer(null, "it makes more than " + (LARGEST_OUTPUT >> 20) + " MiB", false)
                : new Answer(Files.readString(out), "", true));
      } else if (Files.exists(err)) {
        answers.add(new Answer(null, Files.readString(err), true));
      } else {
        return;
      }
    }
  }

  /**
   * Runs a worker from one job on.
   *
   * @return how it ended
   */
  private String worker(int first, int count) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command(first));
    builder.directory(work.toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    Path log = work.resolve("worker.log");
    builder.redirectError(log.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("HOME", work.toString());
    environment.put("TMPDIR", work.toString());
    environment.put("HELM_NO_PLUGINS", "1");
    environment.put("KUBECONFIG", work.resolve("no-cluster").toString());
    Process process = builder.start();
    try {
      return watch(process, first, count, log);
    } finally {
      process.destroyForcibly();
      process.waitFor(10, TimeUnit.SECONDS);
    }
  }

  private String watch(Process process, int first, int count, Path log)
      throws IOException, InterruptedException {
    int answered = first;
    long since = System.nanoTime();
    while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
      int now = answered;
      while (now < count
          && (Files.exists(HelmJob.file(work, now, "out"))
              || Files.exists(HelmJob.file(work, now, "err")))) {
        now++;
      }
      if (now > answered) {
        answered = now;
        since = System.nanoTime();
      } else if (System.nanoTime() - since > patience.toNanos()) {
        return "rendering took longer than " + patience.toSeconds() + " seconds";
      }
    }
    String last = Files.exists(log) ? firstLine(log) : "";
    return "the renderer ended with " + process.exitValue() + (last.isEmpty() ? "" : ": " + last);
  }

  private static String firstLine(Path log) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(log)) {
      bytes = in.readNBytes(4096);
    }
    return new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
        .lines()
        .filter(l -> !l.isBlank())
        .findFirst()
        .orElse("");
  }

  private List<String> command(int first) {
    var command = new ArrayList<String>();
    if (Files.isExecutable(Path.of("/bin/sh"))) {
      // a template that multiplies text would else take all memory that there is
      String limit = "ulimit -v " + KIBIBYTES_OF_ADDRESSES + " 2>/dev/null; exec \"$@\"";
      command.addAll(List.of("/bin/sh", "-c", limit, "sh"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-Xmx512m",
            "-XX:CompressedClassSpaceSize=64m",
            "--enable-native-access=ALL-UNNAMED",
            "-Djava.io.tmpdir=" + work,
            // without it, the library would look for a missing native part on the network
            "-Dcom.marcnuri.jkube-helm.skipRemoteJar=true",
            "-cp",
            System.getProperty("java.class.path"),
            HelmWorker.class.getName(),
            work.toString(),
            String.valueOf(first)));
    return command;
  }
}
