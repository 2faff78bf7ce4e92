package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Status;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JUnit XML, as GitLab, Jenkins and others show test results: a suite a control, a case an entity.
 * Names are unique in a suite, for GitLab ignores all but the first of equal ones.
 */
final class JunitReporter implements Reporter {
  /** GitLab refuses files of 30 MB: above this many cases, those that passed are left out. */
  static final int MOST_CASES = 50_000;

  private record Case(String suite, String name, String inner) {}

  private record Suite(String name, List<Case> cases) {
    long count(String element) {
      return cases.stream().filter(c -> c.inner.startsWith("<" + element)).count();
    }
  }

  @Override
  public void write(Assessment assessment, ReportOptions options, OutputStream stream)
      throws IOException {
    List<Suite> suites = suites(assessment);
    Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.write("<testsuites name=\"Bulkhead\"" + counts(suites) + ">\n");
    for (Suite suite : suites) {
      writeSuite(suite, assessment, out);
    }
    out.write("</testsuites>\n");
    out.flush();
  }

  private static List<Suite> suites(Assessment assessment) {
    long passed =
        assessment.results().stream().mapToLong(r -> r.tally().getOrDefault(Status.PASS, 0)).sum();
    boolean withPasses = passed <= MOST_CASES;
    List<Suite> suites = new ArrayList<>();
    for (ControlResult result : assessment.results()) {
      String name = result.control().id() + " " + result.control().title();
      List<Case> cases = cases(result, assessment.snapshot().entities(), withPasses);
      if (!cases.isEmpty()) {
        suites.add(new Suite(name, cases));
      }
    }
    List<Case> gaps = new ArrayList<>();
    for (Gap gap : assessment.snapshot().gaps()) {
      String name = (gaps.size() + 1) + ". " + gap.code() + " " + Places.text(gap);
      String element = gap.incomplete() ? "error" : "skipped";
      gaps.add(new Case("not-evaluated", name, element(element, gap.message(), "")));
    }
    if (!withPasses) {
      String note = passed + " cases that passed are too many for this report and were left out";
      gaps.add(new Case("not-evaluated", "passed cases", element("skipped", note, "")));
    }
    if (!gaps.isEmpty()) {
      suites.add(new Suite("Not evaluated", gaps));
    }
    return suites;
  }

  private static List<Case> cases(ControlResult result, List<Entity> entities, boolean withPasses) {
    String control = result.control().id();
    Map<String, List<Finding>> byEntity = new LinkedHashMap<>();
    result
        .findings()
        .forEach(f -> byEntity.computeIfAbsent(f.entity(), e -> new ArrayList<>()).add(f));
    List<Case> cases = new ArrayList<>();
    byEntity.forEach((entity, findings) -> cases.add(new Case(control, entity, failure(findings))));
    for (ControlResult.Unknown unknown : result.unknowns()) {
      String reason = "could not be decided: " + unknown.reason();
      cases.add(new Case(control, unknown.entity(), element("skipped", reason, "")));
    }
    for (int i = 0; withPasses && i < result.statuses().size(); i++) {
      if (result.statuses().status(i) == Status.PASS) {
        String entity = entities.get(result.statuses().entity(i)).meta().id();
        cases.add(new Case(control, entity, ""));
      }
    }
    return cases;
  }

  private static String failure(List<Finding> findings) {
    List<Finding> fresh = findings.stream().filter(f -> f.state() == Finding.State.NEW).toList();
    if (fresh.isEmpty()) {
      Finding known = findings.getFirst();
      Finding.AppliedWaiver waiver = known.waiver();
      String why =
          waiver == null ? "known from the baseline: " : "waived (" + waiver.reason() + "): ";
      return element("skipped", why + known.message(), "");
    }
    StringBuilder body = new StringBuilder();
    for (Finding f : fresh) {
      body.append(Places.text(f.location())).append('\n');
      body.append(f.severity()).append(": ").append(Escape.visible(f.message())).append('\n');
      body.append("observed: ").append(Escape.visible(f.observed())).append('\n');
      body.append("expected: ").append(Escape.visible(f.expected())).append('\n');
      for (Finding.Step step : f.proof()) {
        body.append("because: ").append(Escape.visible(step.message()));
        body.append(step.location() == null ? "\n" : " (" + Places.text(step.location()) + ")\n");
      }
      body.append("fix: ").append(Escape.visible(f.fix().strip())).append('\n');
    }
    return element("failure", fresh.getFirst().message(), body.toString());
  }

  private static String element(String name, String message, String body) {
    StringBuilder out = new StringBuilder("<").append(name);
    out.append(" message=\"").append(Escape.markup(message)).append('"');
    if (name.equals("failure")) {
      out.append(" type=\"violation\"");
    }
    if (body.isEmpty()) {
      return out.append("/>").toString();
    }
    out.append('>');
    body.lines().forEach(line -> out.append(Escape.markup(line)).append('\n'));
    return out.append("</").append(name).append('>').toString();
  }

  private static void writeSuite(Suite suite, Assessment assessment, Writer out)
      throws IOException {
    out.write("  <testsuite name=\"" + Escape.markup(suite.name) + "\"" + counts(List.of(suite)));
    out.write(" timestamp=\"" + assessment.started().toString().substring(0, 19) + "\">\n");
    for (Case c : suite.cases) {
      out.write("    <testcase classname=\"" + Escape.markup(c.suite) + "\" name=\"");
      out.write(Escape.markup(c.name));
      out.write(c.inner.isEmpty() ? "\"/>\n" : "\">" + c.inner + "</testcase>\n");
    }
    out.write("  </testsuite>\n");
  }

  private static String counts(List<Suite> suites) {
    return String.format(
        " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\"",
        suites.stream().mapToInt(s -> s.cases.size()).sum(),
        suites.stream().mapToLong(s -> s.count("failure")).sum(),
        suites.stream().mapToLong(s -> s.count("error")).sum(),
        suites.stream().mapToLong(s -> s.count("skipped")).sum());
  }
}
