package dev.bulkhead.normalize.kubernetes;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Span;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * Objects that make a controller install a chart: what the chart makes is no part of the input, and
 * reports say so.
 */
final class ReferencedCharts {
  private ReferencedCharts() {}

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
                    + "; what it makes was not evaluated",
                "scan what helm template prints with the values given here"));
      }
    }
  }

  /** Fields that name charts (API references of Flux, Argo CD and K3s). */
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
      case "argoproj.io/Application" -> sources(spec);
      case "argoproj.io/ApplicationSet" -> sources(spec.at("template", "spec"));
      default -> List.of();
    };
  }

  private static List<Tree> sources(Tree spec) {
    var out = new ArrayList<Tree>();
    if (spec.at("source").isMapping()) {
      out.add(spec.at("source", "chart"));
    }
    if (spec.at("sources").isSequence()) {
      spec.at("sources").items().forEach(s -> out.add(s.at("chart")));
    }
    return out;
  }
}
