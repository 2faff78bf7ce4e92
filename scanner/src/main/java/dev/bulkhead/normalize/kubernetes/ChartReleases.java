package dev.bulkhead.normalize.kubernetes;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Span;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Objects that make a controller install a chart (API references of Flux, Argo CD and K3s). What
 * the chart makes is no part of the input, and reports say so.
 */
public final class ChartReleases {
  private ChartReleases() {}

  /**
   * One chart that is installed.
   *
   * @param chart what names it
   * @param values where the object says its values, as a mapping or as YAML text; the first that is
   *     there holds
   * @param namespace where it is installed; null where the object does not say
   * @param whole whether no further values come from elsewhere
   */
  public record Release(
      String chart, List<Field> values, @Nullable String namespace, boolean whole) {

    /** The name of the chart, without what says where it lies and its version. */
    public String chartName() {
      return named(chart);
    }
  }

  private static String named(String chart) {
    String name = chart.substring(chart.lastIndexOf('/') + 1);
    int version = name.endsWith(".tgz") ? name.indexOf('-') : -1;
    return version < 0 ? name : name.substring(0, version);
  }

  /** A field of a mapping. */
  public record Field(Tree of, String key) {
    public Tree value() {
      return of.at(key);
    }
  }

  /** Reports what is not evaluated because a chart makes it elsewhere. */
  static void note(Kind kind, Sink sink) {
    for (Tree chart : charts(kind)) {
      if (chart.isScalar() && !chart.text("").isEmpty()) {
        sink.gap(
            new Gap(
                "chart-not-in-input",
                false,
                kind.source().uri(),
                chart.span(new Span(1, 1, 1, 1)),
                kind.resourceKind()
                    + " "
                    + kind.meta(kind.resourceKind()).name()
                    + " installs the chart "
                    + chart.text("")
                    + (named(chart.text("")).equals("traefik")
                        ? "; of what it makes only Traefik's own settings were evaluated"
                        : "; what it makes was not evaluated"),
                "scan what helm template prints with the values given here"));
      }
    }
  }

  /** The charts that an object installs, with the values that it gives them. */
  public static List<Release> of(Kind kind) {
    Tree spec = kind.tree().at("spec");
    if (!spec.isMapping()) {
      return List.of();
    }
    String own = kind.meta(kind.resourceKind()).namespace();
    String target = spec.at("targetNamespace").text(own == null ? "" : own);
    String namespace = target.isEmpty() ? null : target;
    return switch (kind.group() + "/" + kind.resourceKind()) {
      case "helm.toolkit.fluxcd.io/HelmRelease" ->
          charts(kind).stream()
              .map(c ->
                  new Release(
                      c.text(""),
                      List.of(new Field(spec, "values")),
                      namespace,
                      !spec.at("valuesFrom").present()))
              .toList();
      case "helm.cattle.io/HelmChart" ->
          List.of(
              new Release(
                  spec.at("chart").text(""),
                  List.of(new Field(spec, "values"), new Field(spec, "valuesContent")),
                  namespace,
                  !spec.at("set").present() && !spec.at("valuesSecrets").present()));
      case "helm.cattle.io/HelmChartConfig" ->
          List.of(
              new Release(
                  kind.meta("HelmChartConfig").name(),
                  List.of(new Field(spec, "values"), new Field(spec, "valuesContent")),
                  namespace,
                  !spec.at("valuesSecrets").present()));
      case "argoproj.io/Application" -> applied(spec);
      default -> List.of();
    };
  }

  private static List<Release> applied(Tree spec) {
    var out = new ArrayList<Release>();
    String namespace = spec.at("destination", "namespace").text();
    for (Tree source : sources(spec)) {
      Tree helm = source.at("helm");
      if (!source.at("chart").present()) {
        continue;
      }
      out.add(
          new Release(
              source.at("chart").text(""),
              List.of(new Field(helm, "valuesObject"), new Field(helm, "values")),
              namespace,
              Set.of("valueFiles", "parameters", "fileParameters").stream()
                  .noneMatch(f -> helm.at(f).present())));
    }
    return out;
  }

  /** Fields that name charts. */
  private static List<Tree> charts(Kind kind) {
    Tree spec = kind.tree().at("spec");
    if (!spec.isMapping()) {
      return List.of();
    }
    return switch (kind.group() + "/" + kind.resourceKind()) {
      case "helm.toolkit.fluxcd.io/HelmRelease" ->
          spec.at("chartRef").present()
              ? List.of(spec.at("chartRef", "name"))
              : List.of(spec.at("chart", "spec", "chart"));
      case "helm.cattle.io/HelmChart" -> List.of(spec.at("chart"));
      case "argoproj.io/Application" -> sources(spec).stream().map(s -> s.at("chart")).toList();
      case "argoproj.io/ApplicationSet" ->
          sources(spec.at("template", "spec")).stream().map(s -> s.at("chart")).toList();
      default -> List.of();
    };
  }

  private static List<Tree> sources(Tree spec) {
    var out = new ArrayList<Tree>();
    if (spec.at("source").isMapping()) {
      out.add(spec.at("source"));
    }
    if (spec.at("sources").isSequence()) {
      spec.at("sources").items().stream().filter(Tree::isMapping).forEach(out::add);
    }
    return out;
  }
}
