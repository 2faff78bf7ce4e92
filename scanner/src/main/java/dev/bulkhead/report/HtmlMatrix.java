package dev.bulkhead.report;

import dev.bulkhead.isolation.Breach;
import dev.bulkhead.isolation.Isolation;
import dev.bulkhead.isolation.State;
import dev.bulkhead.isolation.Wall;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which tenant is kept apart from which, layer by layer. Tenants that are alike share a row, so
 * that many tenants remain readable.
 */
final class HtmlMatrix {
  /**
   * A table of pairs with more groups than this cannot be read; the ways between them are listed.
   */
  private static final int MOST_GROUPS = 24;

  /** Names written out for a group of tenants. */
  private static final int FEW = 3;

  private final Isolation isolation;
  private final HtmlBreaches breaches;
  private final Html out = new Html();

  HtmlMatrix(Isolation isolation, HtmlBreaches breaches) {
    this.isolation = isolation;
    this.breaches = breaches;
  }

  String write() {
    if (isolation.tenants().size() < 2) {
      return "<p>There are fewer than two tenants: nothing to isolate from each other.</p>";
    }
    out.raw("<p class=\"muted\">✓ the controls of the layer passed, ✗ other tenants get in, ");
    out.raw("? evidence is missing. Tenants that are alike share a row.</p>");
    writeWalls();
    writePairs();
    breaches.write(out);
    writeNeeds();
    return out.toString();
  }

  private void writeWalls() {
    Map<List<String>, List<Integer>> rows = new LinkedHashMap<>();
    for (int tenant = 0; tenant < isolation.tenants().size(); tenant++) {
      int of = tenant;
      List<String> cells =
          Arrays.stream(Layer.values())
              .map(layer -> isolation.state(of, layer) + " " + cell(of, layer))
              .toList();
      rows.computeIfAbsent(cells, c -> new ArrayList<>()).add(tenant);
    }
    List<String> headers = new ArrayList<>(List.of("tenant"));
    Arrays.stream(Layer.values()).map(Html::words).forEach(headers::add);
    out.tableWith("Isolation of each tenant by layer", headers);
    for (List<Integer> group : rows.values()) {
      out.raw("<tr>");
      writeNames(group);
      for (Layer layer : Layer.values()) {
        writeWall(group.getFirst(), layer);
      }
      out.raw("</tr>");
    }
    out.endTable();
  }

  private void writeNames(List<Integer> group) {
    List<String> names = group.stream().map(isolation.tenants()::get).toList();
    out.raw("<th scope=\"row\">");
    if (names.size() <= FEW) {
      out.text(String.join(", ", names));
    } else {
      out.raw("<details><summary>").text(names.getFirst() + " and " + (names.size() - 1) + " more");
      out.raw("</summary>")
          .text(String.join(", ", names.subList(1, names.size())))
          .raw("</details>");
    }
    out.raw("</th>");
  }

  private void writeWall(int tenant, Layer layer) {
    State state = isolation.state(tenant, layer);
    out.raw(
        switch (state) {
          case PROVEN -> "<td class=\"ok\">✓ ";
          case UNKNOWN -> "<td class=\"medium\">? ";
          case BROKEN -> "<td class=\"critical\">✗ ";
        });
    String anchor =
        switch (state) {
          case PROVEN -> null;
          case UNKNOWN -> "m-needs";
          case BROKEN -> breaches.anchor(isolation.tenants().get(tenant), layer);
        };
    writeLink(anchor, cell(tenant, layer));
    out.raw("</td>");
  }

  private void writeLink(@Nullable String anchor, String text) {
    if (anchor != null) {
      out.raw("<a href=\"#").raw(anchor).raw("\">");
    }
    out.text(text).raw(anchor == null ? "" : "</a>");
  }

  private String cell(int tenant, Layer layer) {
    Wall wall = isolation.wall(tenant, layer);
    return switch (isolation.state(tenant, layer)) {
      case PROVEN -> wall.held().stream().map(Wall.Held::control).collect(Collectors.joining(", "));
      case UNKNOWN ->
          wall.needs().stream()
              .map(n -> n.control().isEmpty() ? "nothing seen" : n.control())
              .collect(Collectors.joining(", "));
      case BROKEN -> {
        int others = isolation.intruders(tenant, layer);
        yield others == isolation.tenants().size() - 1 ? "from every other" : "from " + others;
      }
    };
  }

  private void writePairs() {
    List<List<Integer>> groups = isolation.alike(MOST_GROUPS);
    if (groups.size() < 2) {
      return;
    }
    out.raw("<details><summary>From which tenant to which</summary>");
    List<String> headers = new ArrayList<>(List.of("from \\ to"));
    groups.forEach(g -> headers.add(shortName(g)));
    out.tableWith("Isolation between tenants, from rows to columns", headers);
    for (List<Integer> from : groups) {
      out.raw("<tr>");
      writeNames(from);
      for (List<Integer> to : groups) {
        writePair(from, to);
      }
      out.raw("</tr>");
    }
    out.endTable().raw("</details>");
  }

  private String shortName(List<Integer> group) {
    String first = isolation.tenants().get(group.getFirst());
    return group.size() == 1 ? first : first + " +" + (group.size() - 1);
  }

  private void writePair(List<Integer> from, List<Integer> to) {
    int one = from.getFirst();
    int other = from == to ? to.getLast() : to.getFirst();
    if (one == other) {
      out.raw("<td class=\"muted\"><span aria-label=\"itself\" role=\"img\">–</span></td>");
      return;
    }
    String broken = layers(one, other, State.BROKEN);
    String unknown = layers(one, other, State.UNKNOWN);
    if (!broken.isEmpty()) {
      out.raw("<td class=\"critical\">✗ ").text(broken);
    } else if (!unknown.isEmpty()) {
      out.raw("<td class=\"medium\">? ").text(unknown);
    } else {
      out.raw("<td class=\"ok\">✓ kept apart");
    }
    out.raw("</td>");
  }

  private String layers(int from, int to, State state) {
    return Arrays.stream(Layer.values())
        .filter(layer -> isolation.state(from, to, layer) == state)
        .map(Html::words)
        .collect(Collectors.joining(", "));
  }

  private record Question(Layer layer, String control, String reason) {}

  private void writeNeeds() {
    Map<Question, TreeSet<String>> questions = new LinkedHashMap<>();
    for (Layer layer : Layer.values()) {
      for (int tenant = 0; tenant < isolation.tenants().size(); tenant++) {
        String name = isolation.tenants().get(tenant);
        for (Wall.Need need : isolation.wall(tenant, layer).needs()) {
          questions
              .computeIfAbsent(
                  new Question(layer, need.control(), general(need.reason(), name)),
                  q -> new TreeSet<>())
              .add(name);
        }
      }
    }
    if (questions.isEmpty()) {
      return;
    }
    out.raw(
        "<details id=\"m-needs\" tabindex=\"-1\"><summary>What would answer the open questions: ");
    out.number(questions.size()).raw("</summary><ul>");
    questions.forEach((question, names) -> {
      out.raw("<li>").raw(Html.words(question.layer)).text(question.control.isEmpty() ? "" : ", ");
      if (!question.control.isEmpty()) {
        out.raw("<a href=\"#c-")
            .text(question.control)
            .raw("\">")
            .text(question.control)
            .raw("</a>");
      }
      out.text(" (" + few(List.copyOf(names), isolation.tenants().size()) + "): ");
      out.prose(question.reason).raw("</li>");
    });
    out.raw("</ul></details>");
  }

  /** The same for every tenant, so that it is said once. */
  private static String general(String reason, String tenant) {
    String end = Pattern.quote(tenant) + "(?![\\w.-])";
    return reason
        .replaceAll("\\btenant " + end, "the tenant")
        .replaceAll("\\bnamespace " + end, "its namespace");
  }

  /** Some names, and how many more there are. */
  static String few(List<String> names, int all) {
    if (names.equals(List.of(Facts.ANY)) || (names.size() == all && all > FEW)) {
      return "every tenant";
    }
    return names.size() <= FEW + 1
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, FEW)) + " and " + (names.size() - FEW) + " more";
  }
}
