package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.tool.TraceEvent.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows a trace, one line an event, indented by depth, with file and line in front. */
public final class TraceText {
  private final Map<String, String> sources = new HashMap<>();

  /** What of a trace is shown. */
  public enum Mode {
    /** Everything. */
    FULL(null),
    /** Expressions that failed, and the rules that led there. */
    FAILS(Kind.FAIL),
    /** What {@code trace} and {@code print} wrote, and the rules that led there. */
    NOTES(Kind.NOTE);

    private final @Nullable Kind only;

    Mode(@Nullable Kind only) {
      this.only = only;
    }
  }

  /**
   * @param query the query's text; empty where its expressions are not shown
   */
  public TraceText(List<Module> modules, String query) {
    modules.forEach(m -> sources.put(m.file(), m.source()));
    sources.put("", query);
  }

  /** The lines of a trace. */
  public List<String> lines(List<TraceEvent> events, Mode mode) {
    List<TraceEvent> shown = filtered(events, mode);
    int width = shown.stream().mapToInt(e -> place(e.location()).length()).max().orElse(0);
    return shown.stream().map(e -> line(e, width)).toList();
  }

  private static List<TraceEvent> filtered(List<TraceEvent> events, Mode mode) {
    if (mode == Mode.FULL) {
      return events;
    }
    var out = new ArrayList<TraceEvent>();
    Deque<TraceEvent> around = new ArrayDeque<>();
    for (TraceEvent event : events) {
      while (!around.isEmpty() && around.getLast().depth() >= event.depth()) {
        around.removeLast();
      }
      if (event.kind() == Kind.ENTER) {
        around.addLast(event);
      } else if (event.kind() == mode.only) {
        around.stream().filter(e -> !contains(out, e)).forEach(out::add);
        out.add(event);
      }
    }
    return out;
  }

  /** Ancestors that were shown before stand within the last events, so the search is short. */
  private static boolean contains(List<TraceEvent> shown, TraceEvent ancestor) {
    for (int i = shown.size() - 1; i >= 0; i--) {
      if (shown.get(i) == ancestor) {
        return true;
      }
      if (shown.get(i).depth() < ancestor.depth()) {
        return false;
      }
    }
    return false;
  }

  private String line(TraceEvent event, int width) {
    String place = place(event.location());
    return place
        + " ".repeat(width - place.length() + 2)
        + "| ".repeat(event.depth())
        + event.kind().shown()
        + " "
        + text(event);
  }

  private static String place(Location location) {
    return (location.file().isEmpty() ? "query" : location.file()) + ":" + location.row();
  }

  private String text(TraceEvent event) {
    return event.text().isEmpty()
        ? SourceText.of(event.location(), sources.getOrDefault(event.location().file(), ""))
        : event.text();
  }
}
