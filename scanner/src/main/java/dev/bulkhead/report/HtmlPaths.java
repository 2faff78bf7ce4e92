package dev.bulkhead.report;

import dev.bulkhead.isolation.Isolation;
import dev.bulkhead.model.Facts;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** From public hosts to databases, and how far a change in Git goes: facts behind the matrix. */
final class HtmlPaths {
  private static final int MOST = 500;

  private final Facts facts;
  private final int tenants;
  private final Html out = new Html();

  HtmlPaths(Facts facts, Isolation isolation) {
    this.facts = facts;
    this.tenants = isolation.tenants().size();
  }

  String write() {
    writeDatabasePaths();
    writeDeliveries();
    return out.toString();
  }

  private void writeDatabasePaths() {
    long all = facts.databasePaths().values().stream().mapToLong(List::size).sum();
    if (all == 0) {
      return;
    }
    out.raw("<details><summary>From hosts to databases: ").number(all).raw("</summary>");
    out.tableWith(
        "From hosts to databases",
        List.of("tenant", "hosts", "service", "workload", "role", "database", "server", "Secret"));
    facts.databasePaths().values().stream()
        .flatMap(List::stream)
        .limit(MOST)
        .forEach(path -> {
          out.raw("<tr><th scope=\"row\">").text(said(path.tenant())).raw("</th>");
          Stream.of(
                  String.join(", ", path.hosts()),
                  path.service(),
                  path.workload(),
                  said(path.role()),
                  said(path.database()),
                  said(path.server()),
                  said(path.secret()))
              .forEach(text -> out.raw("<td>").text(text).raw("</td>"));
          out.raw("</tr>");
        });
    end(all);
  }

  private void writeDeliveries() {
    if (facts.deliveries().isEmpty()) {
      return;
    }
    out.raw("<details><summary>What a change in Git can write: ").number(facts.deliveries().size());
    out.raw("</summary>");
    out.tableWith(
        "What a change in Git can write",
        List.of("by", "source", "serves", "can write", "because"));
    facts.deliveries().entrySet().stream().limit(MOST).forEach(this::writeDelivery);
    end(facts.deliveries().size());
  }

  private void writeDelivery(Map.Entry<String, Facts.Delivery> entry) {
    Facts.Delivery delivery = entry.getValue();
    out.raw("<tr><th scope=\"row\">").text(entry.getKey()).raw("</th>");
    Stream.of(
            HtmlMatrix.few(delivery.sources(), Integer.MAX_VALUE),
            HtmlMatrix.few(delivery.serves(), tenants),
            HtmlMatrix.few(delivery.writes(), tenants),
            delivery.proof().isEmpty() ? "" : delivery.proof().getFirst().message())
        .forEach(text -> out.raw("<td>").text(text.isEmpty() ? "–" : text).raw("</td>"));
    out.raw("</tr>");
  }

  private void end(long all) {
    out.endTable();
    if (all > MOST) {
      out.raw("<p>").number(all - MOST).raw(" more are in the JSON report.</p>");
    }
    out.raw("</details>");
  }

  private static String said(@Nullable String text) {
    return text == null ? "–" : text;
  }
}
