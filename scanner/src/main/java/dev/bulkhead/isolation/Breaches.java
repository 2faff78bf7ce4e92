package dev.bulkhead.isolation;

import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Layer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Ways between tenants, from the findings of the controls that decide. */
final class Breaches {
  private final Assessment assessment;
  private final Sharing sharing;
  private final Map<Way, Map<String, Finding>> findings = new LinkedHashMap<>();
  private final Map<Way, List<Facts.Step>> proofs = new HashMap<>();

  private record Way(Layer layer, Finding.Crossing crossing) {}

  Breaches(Assessment assessment, Sharing sharing) {
    this.assessment = assessment;
    this.sharing = sharing;
  }

  List<Breach> of(List<ControlResult> deciding) {
    var onNetwork = new HashMap<String, List<Finding>>();
    for (ControlResult result : deciding) {
      Layer layer = Objects.requireNonNull(result.control().layer());
      for (Finding finding : result.findings()) {
        add(way(layer, finding), finding);
        if (layer == Layer.NETWORK) {
          onNetwork.computeIfAbsent(finding.entity(), e -> new ArrayList<>()).add(finding);
        }
      }
    }
    for (Facts.Crossing crossing : assessment.facts().crossings()) {
      addAll(crossing, onNetwork.getOrDefault(crossing.entity(), List.of()));
    }
    var out = new ArrayList<Breach>();
    findings.forEach((way, list) ->
        out.add(
            new Breach(
                way.layer,
                way.crossing.from(),
                way.crossing.to(),
                List.copyOf(list.values()),
                proofs.getOrDefault(way, List.of()))));
    return List.copyOf(out);
  }

  private void add(Way way, Finding finding) {
    if (!way.crossing.isNone()) {
      findings.computeIfAbsent(way, w -> new LinkedHashMap<>()).put(finding.fingerprint(), finding);
    }
  }

  /** A rule lists few of the tenants that get to a workload; the network knows them all. */
  private void addAll(Facts.Crossing crossing, List<Finding> saying) {
    if (!saying.isEmpty()) {
      var way =
          new Way(Layer.NETWORK, new Finding.Crossing(crossing.from(), List.of(crossing.to())));
      saying.forEach(f -> add(way, f));
      proofs.putIfAbsent(way, crossing.proof());
    }
  }

  private Way way(Layer layer, Finding finding) {
    Finding.Crossing named = finding.crossing();
    String tenant = finding.tenant();
    if (tenant != null) {
      return new Way(
          layer, named == null ? new Finding.Crossing(List.of(Facts.ANY), List.of(tenant)) : named);
    }
    List<String> sharing = this.sharing.sharing(this.sharing.kind(finding.entity()));
    return new Way(
        layer,
        named == null
            ? new Finding.Crossing(sharing, sharing)
            : new Finding.Crossing(among(named.from(), sharing), among(named.to(), sharing)));
  }

  /** Every tenant is every one that shares the thing. */
  private static List<String> among(List<String> named, List<String> sharing) {
    return named.contains(Facts.ANY) ? sharing : named;
  }
}
