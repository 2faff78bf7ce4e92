package dev.bulkhead.report;

import dev.bulkhead.model.CredentialExposure;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Positions;
import dev.bulkhead.model.Secret;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Span;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines on which the snapshot knows secret values to stand: credential exposures, and the data
 * of Kubernetes Secrets.
 */
final class HiddenLines {
  private final Map<String, BitSet> byUri = new HashMap<>();

  HiddenLines(Snapshot snapshot) {
    for (Entity entity : snapshot.entities()) {
      switch (entity) {
        case CredentialExposure c -> hide(snapshot, c.meta().source(), List.of(c.pointer()));
        case Secret s -> {
          Source source = s.meta().source();
          hide(
              snapshot,
              source,
              List.of(
                  source.pointer() + "/data",
                  source.pointer() + "/stringData",
                  source.pointer() + "/metadata/annotations"));
        }
        default -> {}
      }
    }
  }

  /** Whether the value on a line, counted from 1, must not be shown. */
  boolean contains(String uri, int line) {
    BitSet lines = byUri.get(uri);
    return lines != null && lines.get(line);
  }

  private void hide(Snapshot snapshot, Source source, List<String> pointers) {
    Positions positions = snapshot.positions().get(source.uri() + "#" + source.document());
    BitSet lines = byUri.computeIfAbsent(source.uri(), uri -> new BitSet());
    for (String pointer : pointers) {
      Positions.Place place = positions == null ? null : positions.locate(pointer);
      Span span = place == null ? source.span() : exactSpan(place);
      if (span != null) {
        lines.set(span.startLine(), lastLine(span) + 1);
      }
    }
  }

  private static @Nullable Span exactSpan(Positions.Place place) {
    return place.exact() ? place.span() : null;
  }

  private static int lastLine(Span span) {
    boolean endsBeforeLine = span.endColumn() <= 1 && span.endLine() > span.startLine();
    return endsBeforeLine ? span.endLine() - 1 : span.endLine();
  }
}
