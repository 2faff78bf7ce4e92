package dev.bulkhead.rego.tool;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.tool.TestResult.Case;
import dev.bulkhead.rego.tool.TestResult.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Shows test results as {@code opa test} does: as text, or as JSON. */
public final class TestReport {
  private static final String LINE = "-".repeat(80);

  private final List<TestResult> results;

  public TestReport(List<TestResult> results) {
    this.results = List.copyOf(results);
  }

  /** How many tests ended so; the cases of a test count each for themselves. */
  public long count(Outcome outcome) {
    return results.stream().mapToLong(r -> count(r, outcome)).sum();
  }

  private static long count(TestResult result, Outcome outcome) {
    boolean judged = result.outcome() == Outcome.PASS || result.outcome() == Outcome.FAIL;
    if (!judged || result.cases().isEmpty()) {
      return result.outcome() == outcome ? 1 : 0;
    }
    return result.cases().stream()
        .flatMap(c -> c.leaves().stream())
        .filter(c -> (c.passed() ? Outcome.PASS : Outcome.FAIL) == outcome)
        .count();
  }

  /**
   * The results as text.
   *
   * @param verbose whether passed tests are named too, and failed ones shown with their trace
   * @param modules the sources of what the traces name
   */
  public List<String> pretty(boolean verbose, List<Module> modules) {
    var out = new ArrayList<String>();
    String lastFile = "";
    for (TestResult r : results) {
      if (verbose || r.outcome() != Outcome.PASS) {
        if (!lastFile.isEmpty() && !lastFile.equals(r.location().file())) {
          out.add("");
        }
        lastFile = r.location().file();
        test(r, verbose, out);
      }
    }
    boolean dirty = !out.isEmpty();
    if (verbose && results.stream().anyMatch(r -> r.outcome() == Outcome.FAIL)) {
      failures(modules, out);
    }
    if (dirty) {
      out.add(LINE);
    }
    totals(out);
    return out;
  }

  private static void test(TestResult r, boolean verbose, List<String> out) {
    out.add(r.location().file() + ":" + r.location().row() + ":");
    out.add(title(r));
    cases(r.cases(), verbose, "  ", out);
    if (!r.output().isBlank()) {
      out.add("");
      r.output().strip().lines().forEach(l -> out.add("  " + l));
      out.add("");
    }
    if (r.error() != null) {
      String.valueOf(r.error().getMessage()).lines().forEach(l -> out.add("  " + l));
    }
  }

  private static String title(TestResult r) {
    return r.fullName()
        + ": "
        + r.outcome()
        + (r.outcome() == Outcome.SKIPPED ? "" : " (" + GoDuration.text(r.duration()) + ")");
  }

  private static void cases(List<Case> cases, boolean verbose, String indent, List<String> out) {
    for (Case c : cases) {
      if (verbose || !c.passed()) {
        out.add(indent + c.name() + ": " + (c.passed() ? Outcome.PASS : Outcome.FAIL));
        cases(c.cases(), verbose, indent + "  ", out);
      }
    }
  }

  private void failures(List<Module> modules, List<String> out) {
    var text = new TraceText(modules, "");
    out.add(LINE);
    out.add("FAILURES");
    out.add(LINE);
    for (TestResult r : results) {
      if (r.outcome() == Outcome.FAIL) {
        out.add(title(r));
        out.add("");
        text.lines(r.trace(), TraceText.Mode.FAILS).forEach(l -> out.add("  " + l));
        out.add("");
      }
    }
  }

  private void totals(List<String> out) {
    long total = 0;
    for (Outcome outcome : Outcome.values()) {
      total += count(outcome);
    }
    for (Outcome outcome : Outcome.values()) {
      long n = count(outcome);
      if (n > 0) {
        out.add(outcome + ": " + n + "/" + total);
      }
    }
  }

  /** The results as JSON, in the form of {@code opa test --format json}. */
  public void write(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (TestResult r : results) {
      write(json, r);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, TestResult r) throws IOException {
    json.writeStartObject();
    JsonOutput.location(json, r.location());
    json.writeStringField("package", r.packageName());
    json.writeStringField("name", r.name());
    if (r.error() != null) {
      RegoError error = r.error().errors().getFirst();
      json.writeFieldName("error");
      JsonOutput.error(json, error);
    }
    if (r.outcome() == Outcome.SKIPPED) {
      json.writeBooleanField("skip", true);
    }
    if (r.outcome() == Outcome.FAIL) {
      json.writeBooleanField("fail", true);
    }
    json.writeNumberField("duration", r.duration().toNanos());
    if (!r.output().isEmpty()) {
      json.writeStringField(
          "output",
          Base64.getEncoder().encodeToString(r.output().getBytes(StandardCharsets.UTF_8)));
    }
    write(json, r.cases());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, List<Case> cases) throws IOException {
    if (cases.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("sub_results");
    for (Case c : cases) {
      json.writeObjectFieldStart(c.name());
      json.writeStringField("name", c.name());
      if (!c.passed()) {
        json.writeBooleanField("fail", true);
      }
      write(json, c.cases());
      json.writeEndObject();
    }
    json.writeEndObject();
  }
}
