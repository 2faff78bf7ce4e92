package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Tenant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which tenant can reach which: a table of all pairs, and the proofs below it. */
final class HtmlMatrix {
  /** A table of more tenants than this cannot be read; the open pairs are listed instead. */
  private static final int MOST_TENANTS = 60;

  private static final int MOST_PROOFS = 500;

  private record Pair(String from, String to) {}

  private final List<String> tenants;
  private final Map<Pair, List<Facts.Cell>> cells = new HashMap<>();
  private final Set<Pair> proven = new LinkedHashSet<>();
  private final Html out = new Html();

  private HtmlMatrix(Assessment assessment) {
    this.tenants =
        assessment.snapshot().platform().tenants().stream().map(Tenant::id).sorted().toList();
    for (Facts.Cell cell : assessment.facts().matrix()) {
      Pair pair = new Pair(cell.from(), cell.to());
      cells.computeIfAbsent(pair, p -> new ArrayList<>()).add(cell);
      if (proven.size() < MOST_PROOFS) {
        proven.add(pair);
      }
    }
  }

  static String of(Assessment assessment) {
    return new HtmlMatrix(assessment).write();
  }

  private String write() {
    if (tenants.size() < 2) {
      return "<p>There are fewer than two tenants: nothing to isolate from each other.</p>";
    }
    if (tenants.size() > MOST_TENANTS) {
      out.raw("<p>").number(tenants.size()).raw(" tenants. Pairs not shown to be isolated:</p>");
    } else {
      writeTable();
    }
    writeProofs();
    return out.toString();
  }

  private void writeTable() {
    out.raw("<p class=\"muted\">From a row to a column: ✓ no path was found in the layers that ");
    out.raw("were evaluated, ✗ a path is open, ? not decided.</p>");
    List<String> headers = new ArrayList<>(List.of("from \\ to"));
    headers.addAll(tenants);
    out.tableWith("Isolation, table", headers);
    for (String from : tenants) {
      out.raw("<tr><th scope=\"row\">").text(from).raw("</th>");
      for (String to : tenants) {
        writeCell(new Pair(from, to));
      }
      out.raw("</tr>");
    }
    out.endTable();
  }

  private void writeCell(Pair pair) {
    List<Facts.Cell> found = found(pair);
    if (pair.from.equals(pair.to)) {
      out.raw("<td class=\"muted\"><span aria-label=\"itself\" role=\"img\">–</span></td>");
    } else if (found.isEmpty()) {
      out.raw("<td class=\"ok\">✓ none</td>");
    } else {
      boolean open = isOpen(found);
      out.raw(open ? "<td class=\"critical\">" : "<td class=\"medium\">");
      String layers =
          found.stream().map(Facts.Cell::layer).distinct().collect(Collectors.joining(", "));
      String anchor = anchor(pair);
      if (anchor != null) {
        out.raw("<a href=\"#").raw(anchor).raw("\">");
      }
      out.raw(open ? "✗ " : "? ").text(layers).raw(anchor == null ? "</td>" : "</a></td>");
    }
  }

  /** What was said of the pair, or of every tenant to or from one of the two. */
  private List<Facts.Cell> found(Pair pair) {
    List<Facts.Cell> exact = cells.getOrDefault(pair, List.of());
    if (!exact.isEmpty()) {
      return exact;
    }
    var out = new ArrayList<>(cells.getOrDefault(new Pair(Facts.Cell.ANY, pair.to), List.of()));
    out.addAll(cells.getOrDefault(new Pair(pair.from, Facts.Cell.ANY), List.of()));
    return out;
  }

  private void writeProofs() {
    if (proven.isEmpty()) {
      return;
    }
    out.raw("<details><summary>Why: ").number(proven.size()).raw(" pairs</summary><ul>");
    for (Pair pair : proven) {
      for (Facts.Cell cell : cells.getOrDefault(pair, List.of())) {
        boolean first = cell == cells.getOrDefault(pair, List.of()).getFirst();
        String anchor = first ? anchor(pair) : null;
        out.raw(anchor == null ? "<li>" : "<li id=\"" + anchor + "\" tabindex=\"-1\">");
        out.text(
            shown(cell.from())
                + " to "
                + shown(cell.to())
                + ", "
                + cell.layer()
                + ": "
                + cell.state());
        out.raw("<ol>");
        cell.proof().forEach(step -> out.raw("<li>").prose(step.message()).raw("</li>"));
        out.raw("</ol></li>");
      }
    }
    out.raw("</ul></details>");
  }

  private static String shown(String tenant) {
    return tenant.equals(Facts.Cell.ANY) ? "every tenant" : tenant;
  }

  /** By position: names of tenants are no identifiers. */
  private @Nullable String anchor(Pair pair) {
    int from = tenants.indexOf(pair.from);
    int to = tenants.indexOf(pair.to);
    return proven.contains(pair) && from >= 0 && to >= 0 ? "m-" + from + "-" + to : null;
  }

  private static boolean isOpen(List<Facts.Cell> cells) {
    return cells.stream().anyMatch(c -> c.state().equals("broken"));
  }
}
