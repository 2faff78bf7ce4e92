package dev.bulkhead.evaluate;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Controls that broke while they judged. One that breaks leaves its subjects unknown and the rest
 * of the evaluation as it is; it is reported with what was not evaluated.
 */
final class ControlFailures {
  private final Map<String, Failure> failures = new ConcurrentSkipListMap<>();

  private record Failure(Control control, Subject first, String problem, AtomicInteger count) {}

  void add(Control control, Subject subject, String problem) {
    failures
        .computeIfAbsent(
            control.id(), id -> new Failure(control, subject, problem, new AtomicInteger()))
        .count()
        .incrementAndGet();
  }

  /** The snapshot with a gap for each control that broke. */
  Snapshot in(Snapshot snapshot) {
    if (failures.isEmpty()) {
      return snapshot;
    }
    var gaps = new ArrayList<>(snapshot.gaps());
    failures.values().forEach(f -> gaps.add(gap(f)));
    return new Snapshot(
        snapshot.version(),
        snapshot.platform(),
        snapshot.entities(),
        snapshot.inputs(),
        List.copyOf(gaps),
        snapshot.positions());
  }

  private static Gap gap(Failure failure) {
    String id = failure.control().id();
    int more = failure.count().get() - 1;
    return new Gap(
        "control-failed",
        true,
        failure.first().source().uri(),
        failure.first().source().span(),
        id
            + " broke at "
            + failure.first().id()
            + (more == 0 ? "" : " and " + more + " more")
            + ": "
            + failure.problem(),
        "mend the control, or leave it out: --skip " + id);
  }
}
