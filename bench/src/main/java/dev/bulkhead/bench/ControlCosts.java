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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What each control costs over a snapshot, dearest first: finds rules that are quadratic. */
public final class ControlCosts {
  private ControlCosts() {}

  private record Cost(String control, double millis, double micros) {}

  /**
   * @param args the snapshot's file
   */
  public static void main(String[] args) throws IOException, SnapshotException {
    Snapshot snapshot;
    try (var in = Files.newInputStream(Path.of(args[0]))) {
      snapshot = SnapshotReader.read(in);
    }
    Facts facts = Analysis.of(snapshot);
    var evaluator = new Evaluator(ControlLibrary.load(List.of()));
    List<Control> controls = ControlLibrary.load(List.of()).controls();
    controls.stream()
        .map(c -> cost(evaluator, snapshot, facts, c))
        .sorted((a, b) -> Double.compare(b.millis, a.millis))
        .forEach(c ->
            System.out.println(
                String.format(
                    Locale.ROOT, "%-8s %8.1f ms %8.2f us/entity", c.control, c.millis, c.micros)));
  }

  private static Cost cost(Evaluator evaluator, Snapshot snapshot, Facts facts, Control control) {
    var request =
        new Evaluator.Request(
            snapshot,
            facts,
            List.of(),
            Baseline.EMPTY,
            new Selection(List.of(control.id()), List.of()),
            "bench",
            ".",
            Instant.EPOCH);
    var assessment = evaluator.evaluate(request);
    int judged =
        assessment.results().stream()
            .mapToInt(r -> r.tally().values().stream().mapToInt(Integer::intValue).sum())
            .sum();
    double millis = assessment.elapsed().toNanos() / 1e6;
    return new Cost(control.id(), millis, millis * 1000 / Math.max(1, judged));
  }
}
