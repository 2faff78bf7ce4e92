package dev.bulkhead.bench;

import dev.bulkhead.analysis.Analysis;
import dev.bulkhead.evaluate.Baseline;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.evaluate.Evaluator;
import dev.bulkhead.evaluate.Selection;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.snapshot.SnapshotException;
import dev.bulkhead.snapshot.SnapshotReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What each control costs over a snapshot in CPU time, dearest first: finds rules that are
 * quadratic. Each is asked twice, and the second time counts.
 */
public final class ControlCosts {
  private ControlCosts() {}

  private record Cost(String control, double millis, double micros) {}

  /**
   * @param args the snapshot's file
   */
  public static void main(String[] args) throws IOException, SnapshotException {
    Snapshot snapshot = SnapshotReader.read(Path.of(args[0]));
    Facts facts = Analysis.of(snapshot);
    var evaluator = new Evaluator(ControlLibrary.load(List.of()));
    List<Control> controls = ControlLibrary.load(List.of()).controls();
    double nothing = 0;
    for (int warm = 0; warm < 5; warm++) {
      nothing = millis(evaluator, request(snapshot, facts, "none"));
    }
    double base = nothing;
    controls.stream()
        .map(c -> cost(evaluator, snapshot, facts, c, base))
        .sorted((a, b) -> Double.compare(b.millis, a.millis))
        .forEach(c ->
            System.out.println(
                String.format(
                    Locale.ROOT, "%-8s %8.1f ms %8.2f us/entity", c.control, c.millis, c.micros)));
  }

  /**
   * @param nothing what an evaluation without controls takes
   */
  private static Cost cost(
      Evaluator evaluator, Snapshot snapshot, Facts facts, Control control, double nothing) {
    Evaluator.Request request = request(snapshot, facts, control.id());
    int judged =
        evaluator.evaluate(request).results().stream()
            .mapToInt(r -> r.tally().values().stream().mapToInt(Integer::intValue).sum())
            .sum();
    double millis = millis(evaluator, request) - nothing;
    return new Cost(control.id(), millis, millis * 1000 / Math.max(1, judged));
  }

  /** A single control is judged on the thread that asks. */
  private static double millis(Evaluator evaluator, Evaluator.Request request) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    evaluator.evaluate(request);
    return (threads.getCurrentThreadCpuTime() - start) / 1e6;
  }

  private static Evaluator.Request request(Snapshot snapshot, Facts facts, String control) {
    return new Evaluator.Request(
        snapshot,
        facts,
        List.of(),
        Baseline.EMPTY,
        new Selection(List.of(control), List.of()),
        "bench",
        ".",
        Instant.EPOCH);
  }
}
