package dev.bulkhead.rego.tool;

import java.util.ArrayList;
import java.util.List;

/** A table with a head in each column, drawn with lines. */
final class TextTable {
  private final List<List<String>> columns;

  /**
   * @param columns of equal length; the first cell of each is its head
   */
  TextTable(List<List<String>> columns) {
    this.columns = columns;
  }

  List<String> lines() {
    var out = new ArrayList<String>();
    out.add(rule("┌", "┬", "┐"));
    out.add(row(0));
    out.add(rule("├", "┼", "┤"));
    for (int i = 1; i < columns.getFirst().size(); i++) {
      out.add(row(i));
    }
    out.add(rule("└", "┴", "┘"));
    return out;
  }

  private static int width(List<String> column) {
    return column.stream().mapToInt(TextTable::width).max().orElse(0);
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  private String rule(String left, String between, String right) {
    return left
        + String.join(between, columns.stream().map(c -> "─".repeat(width(c) + 2)).toList())
        + right;
  }

  private String row(int index) {
    var out = new StringBuilder("│");
    for (List<String> column : columns) {
      String cell = column.get(index);
      int free = width(column) - width(cell);
      int before = index == 0 ? free / 2 : 0;
      out.append(' ')
          .append(" ".repeat(before))
          .append(cell)
          .append(" ".repeat(free - before))
          .append(" │");
    }
    return out.toString();
  }
}
