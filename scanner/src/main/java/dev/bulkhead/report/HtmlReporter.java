package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.isolation.Isolation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * One offline HTML file: nothing is loaded, and only the script whose hash its content security
 * policy names runs. The page itself is in reports/templates.
 */
final class HtmlReporter implements Reporter {

  @Override
  public void write(Assessment assessment, ReportOptions options, OutputStream stream)
      throws IOException {
    String script = resource("report.js");
    Isolation isolation = Isolation.of(assessment);
    String matrix = new HtmlMatrix(isolation, new HtmlBreaches(isolation, options)).write();
    HtmlOverview overview = new HtmlOverview(assessment, options);
    Map<String, String> parts =
        Map.of(
            "script", script,
            "script-hash", sha256(script),
            "subtitle", overview.subtitle(),
            "summary", overview.summary(),
            "matrix", matrix + new HtmlPaths(assessment.facts(), isolation).write(),
            "controls", overview.controls(),
            "gaps", overview.gaps(),
            "provenance", overview.provenance());
    Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    String[] around = resource("report.html").split("\\{\\{findings}}", 2);
    fill(around[0], parts, out);
    new HtmlFindings(options).write(assessment, out);
    fill(around[1], parts, out);
    out.flush();
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = HtmlReporter.class.getResourceAsStream("/bulkhead/templates/" + name)) {
      if (in == null) {
        throw new IOException("template " + name + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Puts each part in the place of its name; a part's own text is never looked at again. */
  private static void fill(String template, Map<String, String> parts, Writer out)
      throws IOException {
    int at = 0;
    while (true) {
      int open = template.indexOf("{{", at);
      int close = open < 0 ? -1 : template.indexOf("}}", open);
      if (close < 0) {
        out.append(template, at, template.length());
        return;
      }
      out.append(template, at, open);
      out.append(parts.getOrDefault(template.substring(open + 2, close), ""));
      at = close + 2;
    }
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
