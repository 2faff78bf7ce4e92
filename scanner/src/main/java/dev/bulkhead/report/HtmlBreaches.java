package dev.bulkhead.report;

import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.isolation.Breach;
import dev.bulkhead.isolation.Isolation;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The ways between tenants as a list, each with the findings that say so. */
final class HtmlBreaches {
  private static final int MOST = 500;
  private static final int MOST_FINDINGS = 5;

  private final Isolation isolation;
  private final ReportOptions options;
  private final List<Breach> listed;
  private final Map<Layer, Map<String, String>> anchors = new HashMap<>();

  HtmlBreaches(Isolation isolation, ReportOptions options) {
    this.isolation = isolation;
    this.options = options;
    this.listed = isolation.breaches().stream().limit(MOST).toList();
    for (int i = 0; i < listed.size(); i++) {
      Breach breach = listed.get(i);
      for (String to : breach.to()) {
        anchors.computeIfAbsent(breach.layer(), l -> new HashMap<>()).putIfAbsent(to, "m-" + i);
      }
    }
  }

  /** Of the first way into a tenant; null where it is not listed. */
  @Nullable String anchor(String tenant, Layer layer) {
    Map<String, String> byTenant = anchors.getOrDefault(layer, Map.of());
    return byTenant.getOrDefault(tenant, byTenant.get(Facts.ANY));
  }

  void write(Html out) {
    if (listed.isEmpty()) {
      return;
    }
    out.raw("<details><summary>Ways between tenants: ").number(isolation.breaches().size());
    out.raw("</summary><ul>");
    for (int i = 0; i < listed.size(); i++) {
      write(listed.get(i), "m-" + i, out);
    }
    out.raw("</ul>");
    if (listed.size() < isolation.breaches().size()) {
      out.raw("<p>").number(isolation.breaches().size() - listed.size());
      out.raw(" more are in the JSON report.</p>");
    }
    out.raw("</details>");
  }

  private void write(Breach breach, String anchor, Html out) {
    out.raw("<li id=\"").raw(anchor).raw("\" tabindex=\"-1\"><strong>");
    out.raw(Html.words(breach.layer())).raw("</strong>: ").text(between(breach));
    out.text(breach.accepted() ? " (accepted by waiver)" : "").raw("<ul>");
    List<Finding> first = new ArrayList<>(breach.findings());
    first.subList(Math.min(MOST_FINDINGS, first.size()), first.size()).clear();
    for (Finding finding : first) {
      out.raw("<li>");
      boolean shown = options.shown().includes(finding);
      if (shown) {
        out.raw("<a href=\"#f-").text(finding.fingerprint()).raw("\">");
      }
      out.text(finding.control())
          .raw(shown ? "</a>: " : ": ")
          .prose(finding.message())
          .raw("</li>");
    }
    int more = breach.findings().size() - first.size();
    out.raw(more > 0 ? "<li>and " + more + " more findings</li>" : "");
    if (!breach.proof().isEmpty()) {
      out.raw("<li>the path:<ol>");
      breach.proof().forEach(step -> out.raw("<li>").prose(step.message()).raw("</li>"));
      out.raw("</ol></li>");
    }
    out.raw("</ul></li>");
  }

  private String between(Breach breach) {
    int all = isolation.tenants().size();
    return breach.from().equals(breach.to())
        ? "between " + HtmlMatrix.few(breach.to(), all)
        : "from " + HtmlMatrix.few(breach.from(), all) + " to " + HtmlMatrix.few(breach.to(), all);
  }
}
