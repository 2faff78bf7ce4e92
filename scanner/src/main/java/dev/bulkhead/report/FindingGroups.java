package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * New findings of one tenant, those of one control together, worst first.
 *
 * @param tenant null for what belongs to no tenant
 */
record FindingGroups(@Nullable String tenant, List<Group> groups) {

  /** Findings of one control and severity, in order of place. */
  record Group(List<Finding> findings) {
    Finding first() {
      return findings.getFirst();
    }
  }

  /** By tenant: the one with the worst finding first, tenants before what belongs to none. */
  static List<FindingGroups> of(Assessment assessment, ReportOptions.Shown shown) {
    Map<String, Map<String, List<Finding>>> tenants = new LinkedHashMap<>();
    for (Finding finding : assessment.findings()) {
      if (finding.state() == Finding.State.NEW && shown.includes(finding)) {
        tenants
            .computeIfAbsent(
                Objects.requireNonNullElse(finding.tenant(), ""), t -> new LinkedHashMap<>())
            .computeIfAbsent(finding.severity() + finding.control(), c -> new ArrayList<>())
            .add(finding);
      }
    }
    List<FindingGroups> result = new ArrayList<>();
    tenants.forEach((tenant, byControl) ->
        result.add(
            new FindingGroups(
                tenant.isEmpty() ? null : tenant,
                byControl.values().stream()
                    .map(Group::new)
                    .sorted(
                        Comparator.comparing((Group g) -> g.first().severity())
                            .thenComparing(g -> g.first().control()))
                    .toList())));
    result.sort(
        Comparator.comparing((FindingGroups g) -> g.groups.getFirst().first().severity())
            .thenComparing(g -> g.tenant == null)
            .thenComparing(FindingGroups::title));
    return result;
  }

  String title() {
    return tenant == null ? "no tenant" : tenant;
  }

  int size() {
    return groups.stream().mapToInt(g -> g.findings.size()).sum();
  }
}
