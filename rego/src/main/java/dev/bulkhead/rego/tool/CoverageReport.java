package dev.bulkhead.rego.tool;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Module;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of modules was evaluated, counted in lines as OPA counts them: the lines of expressions that
 * were evaluated and of heads that gave a value, against those that were not. A line with both
 * counts on both sides.
 *
 * @param files by the modules' names
 */
public record CoverageReport(Map<String, FileReport> files) {

  /** What of one module was evaluated. */
  public record FileReport(List<Range> covered, List<Range> notCovered) {
    int coveredLines() {
      return lines(covered);
    }

    int notCoveredLines() {
      return lines(notCovered);
    }

    private static int lines(List<Range> ranges) {
      return rows(ranges).cardinality();
    }

    private static BitSet rows(List<Range> ranges) {
      var rows = new BitSet();
      ranges.forEach(r -> rows.set(r.startRow(), r.endRow() + 1));
      return rows;
    }

    /** The lines that were not covered, as {@code 3} or {@code 18-20}. */
    public List<String> uncovered() {
      var out = new ArrayList<String>();
      BitSet rows = rows(notCovered);
      for (int from = rows.nextSetBit(0); from >= 0; ) {
        int to = rows.nextClearBit(from) - 1;
        out.add(from == to ? String.valueOf(from) : from + "-" + to);
        from = rows.nextSetBit(to + 1);
      }
      return out;
    }
  }

  /** A piece of source; rows and columns from 1, the end column is behind the last character. */
  public record Range(int startRow, int startCol, int endRow, int endCol) {}

  static CoverageReport of(List<Module> modules, Set<Location> covered) {
    var files = new TreeMap<String, FileReport>();
    for (Module module : modules) {
      var ranges = new SourceRanges(module.source());
      var yes = new ArrayList<Range>();
      var no = new ArrayList<Range>();
      for (Coverable.Place place : Coverable.of(module)) {
        if (covered.contains(place.location())) {
          yes.add(ranges.range(place.location()));
        } else if (!place.declares()) {
          no.add(ranges.range(place.location()));
        }
      }
      files.put(module.file(), new FileReport(yes, no));
    }
    return new CoverageReport(files);
  }

  public int coveredLines() {
    return files.values().stream().mapToInt(FileReport::coveredLines).sum();
  }

  public int notCoveredLines() {
    return files.values().stream().mapToInt(FileReport::notCoveredLines).sum();
  }

  /** In percent; 0 where there is nothing to cover. */
  public double percent() {
    return percent(coveredLines(), notCoveredLines());
  }

  private static double percent(int covered, int notCovered) {
    return covered + notCovered == 0 ? 0 : 100.0 * covered / (covered + notCovered);
  }

  /** The report in the form of {@code opa test --coverage}. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("files");
    for (Map.Entry<String, FileReport> e : files.entrySet()) {
      json.writeFieldName(e.getKey());
      write(json, e.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("covered_lines", coveredLines());
    json.writeNumberField("not_covered_lines", notCoveredLines());
    percentField(json, percent());
    json.writeEndObject();
  }

  private static void percentField(JsonGenerator json, double percent) throws IOException {
    if (percent == Math.rint(percent)) {
      json.writeNumberField("coverage", (long) percent);
    } else {
      json.writeNumberField("coverage", percent);
    }
  }

  private static void write(JsonGenerator json, FileReport file) throws IOException {
    json.writeStartObject();
    write(json, "covered", file.covered);
    write(json, "not_covered", file.notCovered);
    int covered = file.coveredLines();
    int notCovered = file.notCoveredLines();
    if (covered > 0) {
      json.writeNumberField("covered_lines", covered);
    }
    if (notCovered > 0) {
      json.writeNumberField("not_covered_lines", notCovered);
    }
    if (covered > 0) {
      percentField(json, percent(covered, notCovered));
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, List<Range> ranges)
      throws IOException {
    if (ranges.isEmpty()) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (Range range : ranges) {
      json.writeStartObject();
      place(json, "start", range.startRow, range.startCol);
      place(json, "end", range.endRow, range.endCol);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void place(JsonGenerator json, String name, int row, int col) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("row", row);
    json.writeNumberField("col", col);
    json.writeEndObject();
  }
}
