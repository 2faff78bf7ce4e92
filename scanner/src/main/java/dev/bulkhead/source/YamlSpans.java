package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Spans from the marks of the YAML parser. */
final class YamlSpans {
  private final Columns columns;

  YamlSpans(Columns columns) {
    this.columns = columns;
  }

  /** The one character at a mark. */
  Span at(Mark mark) {
    int line = mark.getLine() + 1;
    int column = column(mark);
    return new Span(line, column, line, column + 1);
  }

  private int column(Mark mark) {
    return columns.utf16(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** From where one event begins to where the other ends. */
  Span of(Event start, Event end) {
    Mark from = start.getStartMark().orElseThrow();
    Mark to = end.getEndMark().orElseThrow();
    return new Span(from.getLine() + 1, column(from), to.getLine() + 1, column(to));
  }

  /**
   * Block collections end where the next token begins: their span is better ended with their last
   * part.
   */
  Span ofCollection(Event start, Event end, @Nullable Node last) {
    Span whole = of(start, end);
    boolean trimmed =
        last != null
            && (whole.endColumn() == 1
                || (last.span().endLine() < whole.endLine() && !isFlow(start)));
    return trimmed && last != null && last.span().endLine() >= whole.startLine()
        ? new Span(
            whole.startLine(), whole.startColumn(), last.span().endLine(), last.span().endColumn())
        : whole;
  }

  private static boolean isFlow(Event start) {
    return switch (start) {
      case SequenceStartEvent s -> s.isFlow();
      case MappingStartEvent m -> m.isFlow();
      default -> false;
    };
  }

  /**
   * Whether the second begins with the character behind the first's first one, as in two braces.
   */
  boolean adjacent(Event first, Event second) {
    Mark from = first.getStartMark().orElseThrow();
    Mark to = second.getStartMark().orElseThrow();
    return from.getLine() == to.getLine() && from.getColumn() + 1 == to.getColumn();
  }
}
