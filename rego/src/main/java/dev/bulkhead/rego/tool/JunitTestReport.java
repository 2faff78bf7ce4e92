package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.tool.TestResult.Case;
import dev.bulkhead.rego.tool.TestResult.Outcome;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes test results as JUnit XML, one suite a package, for CI systems that show tests. */
public final class JunitTestReport {
  private final XMLStreamWriter xml;

  private JunitTestReport(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** One line of the report: a test, or a case of one. */
  private record Line(String name, TestResult result, Outcome outcome) {}

  /** The results as an XML document. */
  public static String text(List<TestResult> results) {
    var out = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      new JunitTestReport(xml).write(results);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return out.toString();
  }

  private void write(List<TestResult> results) throws XMLStreamException {
    Map<String, List<TestResult>> suites = new LinkedHashMap<>();
    results.forEach(r -> suites.computeIfAbsent(r.packageName(), p -> new ArrayList<>()).add(r));
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    start("testsuites", "rego", results);
    for (Map.Entry<String, List<TestResult>> suite : suites.entrySet()) {
      xml.writeCharacters("\n  ");
      start("testsuite", suite.getKey(), suite.getValue());
      for (TestResult r : suite.getValue()) {
        for (Line line : lines(r)) {
          test(line);
        }
      }
      xml.writeCharacters("\n  ");
      xml.writeEndElement();
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  private static List<Line> lines(TestResult r) {
    if (r.cases().isEmpty() || r.outcome() == Outcome.ERROR) {
      return List.of(new Line(r.name(), r, r.outcome()));
    }
    var out = new ArrayList<Line>();
    lines(r, r.name(), r.cases(), out);
    return out;
  }

  private static void lines(TestResult r, String prefix, List<Case> cases, List<Line> out) {
    for (Case c : cases) {
      String name = prefix + "/" + c.name();
      if (c.cases().isEmpty()) {
        out.add(new Line(name, r, c.passed() ? Outcome.PASS : Outcome.FAIL));
      } else {
        lines(r, name, c.cases(), out);
      }
    }
  }

  private void start(String element, String name, List<TestResult> results)
      throws XMLStreamException {
    List<Line> lines = results.stream().flatMap(r -> lines(r).stream()).toList();
    xml.writeStartElement(element);
    xml.writeAttribute("name", legal(name));
    xml.writeAttribute("tests", String.valueOf(lines.size()));
    xml.writeAttribute("failures", count(lines, Outcome.FAIL));
    xml.writeAttribute("errors", count(lines, Outcome.ERROR));
    xml.writeAttribute("skipped", count(lines, Outcome.SKIPPED));
    xml.writeAttribute(
        "time",
        seconds(results.stream().map(TestResult::duration).reduce(Duration.ZERO, Duration::plus)));
  }

  private static String count(List<Line> lines, Outcome outcome) {
    return String.valueOf(lines.stream().filter(l -> l.outcome == outcome).count());
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.6f", duration.toNanos() / 1e9);
  }

  private void test(Line line) throws XMLStreamException {
    TestResult r = line.result;
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", legal(r.packageName()));
    xml.writeAttribute("name", legal(line.name));
    xml.writeAttribute("file", legal(r.location().file()));
    xml.writeAttribute("line", String.valueOf(r.location().row()));
    xml.writeAttribute("time", seconds(r.duration()));
    switch (line.outcome) {
      case PASS -> {}
      case SKIPPED -> xml.writeEmptyElement("skipped");
      case FAIL -> message("failure", "the rule is not true");
      case ERROR ->
          message("error", r.error() == null ? "" : String.valueOf(r.error().getMessage()));
    }
    if (!r.output().isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(legal(r.output()));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private void message(String element, String text) throws XMLStreamException {
    xml.writeStartElement(element);
    xml.writeAttribute("message", legal(text.lines().findFirst().orElse("")));
    xml.writeCharacters(legal(text));
    xml.writeEndElement();
  }

  /** XML 1.0 has no way to write control characters and lone surrogates. */
  private static String legal(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> {
          boolean allowed =
              c == '\t'
                  || c == '\n'
                  || c == '\r'
                  || (c >= 0x20 && c <= 0xD7FF)
                  || (c >= 0xE000 && c <= 0xFFFD)
                  || c >= 0x10000;
          return allowed ? c : 0xFFFD;
        })
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
