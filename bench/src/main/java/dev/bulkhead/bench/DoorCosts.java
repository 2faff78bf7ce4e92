package dev.bulkhead.bench;

import dev.bulkhead.admission.Decision;
import dev.bulkhead.admission.Door;
import dev.bulkhead.admission.DoorRules;
import dev.bulkhead.admission.ObjectReader;
import dev.bulkhead.admission.PlatformContext;
import dev.bulkhead.admission.Review;
import dev.bulkhead.admission.ReviewException;
import dev.bulkhead.admission.ReviewReader;
import dev.bulkhead.admission.ReviewResponse;
import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.normalize.Normalizers;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.snapshot.SnapshotBuilder;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.SourceReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a decision costs on the server, by kind of request, beside a fleet of tenants. */
public final class DoorCosts {
  private DoorCosts() {}

  /**
   * @param args how many resources the context has, how often each request is judged, and which;
   *     all where none is named
   */
  public static void main(String[] args) throws IOException, ReviewException {
    Path folder = Files.createTempDirectory("fleet");
    Fleet.write(folder, Integer.parseInt(args[0]) / Fleet.PER_TENANT);
    var normalizers = new Normalizers(Digest.withRandomKey());
    SnapshotBuilder builder =
        new SnapshotBuilder(normalizers)
            .add(new SourceReader(folder, Limits.STANDARD).read(List.of(folder)));
    Snapshot snapshot = builder.build(PlatformInference.infer(builder.entities()));
    ControlLibrary library = ControlLibrary.load(List.of());
    long started = System.nanoTime();
    var context =
        PlatformContext.of(
            library, snapshot, List.of(), PlatformContext.Coverage.recorded(Instant.now()));
    System.out.printf(
        "context: %d entities in %d ms%n",
        snapshot.entities().size(), (System.nanoTime() - started) / 1_000_000);
    started = System.nanoTime();
    context.next(snapshot, context.coverage());
    System.out.printf("next context: %d ms%n", (System.nanoTime() - started) / 1_000_000);
    var door = new Door(library, DoorRules.STANDARD, new ObjectReader(normalizers));
    List<String> names = List.of(args).subList(2, args.length);
    for (Reviews.Request request : Reviews.all().values()) {
      if (!names.isEmpty() && !names.contains(request.name())) {
        continue;
      }
      measure(request, door, context, Integer.parseInt(args[1]));
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void measure(
      Reviews.Request request, Door door, PlatformContext context, int times)
      throws ReviewException {
    byte[] body = request.body();
    long[] nanos = new long[times];
    int findings = 0;
    long half = 0;
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long allocated = 0;
    for (int i = 0; i < times; i++) {
      if (i == times / 2) {
        half = threads.getCurrentThreadCpuTime();
        allocated = threads.getCurrentThreadAllocatedBytes();
      }
      long start = System.nanoTime();
      Review read = ReviewReader.read(body);
      Decision decision = door.decide(read, context, Instant.now());
      byte[] answer = ReviewResponse.of(read.uid(), decision);
      nanos[i] = System.nanoTime() - start;
      if (decision.allowed() != request.allowed()) {
        throw new IllegalStateException(request.name() + ": wrong answer " + decision);
      }
      findings = decision.denied().size() + decision.warned().size() + (answer.length & 0);
    }
    double cpu = (threads.getCurrentThreadCpuTime() - half) / 1e3 / (times - times / 2);
    double bytes =
        (threads.getCurrentThreadAllocatedBytes() - allocated) / 1024.0 / (times - times / 2);
    long[] warm = Arrays.copyOfRange(nanos, times / 2, times);
    Arrays.sort(warm);
    System.out.printf(
        "%-28s processor %6.0f us   allocated %6.0f KiB   median %6.0f us   p99 %6.0f us   findings %d%n",
        request.name(),
        cpu,
        bytes,
        warm[warm.length / 2] / 1e3,
        warm[warm.length * 99 / 100] / 1e3,
        findings);
  }
}
