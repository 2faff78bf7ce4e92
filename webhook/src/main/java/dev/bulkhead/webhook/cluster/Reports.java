package dev.bulkhead.webhook.cluster;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Status;
import dev.bulkhead.model.Entity;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An assessment as objects of {@code openreports.io/v1alpha1}: one Report for each namespace and one
 * ClusterReport, always of the same names and of bounded length, so that they cannot pile up in
 * etcd.
 */
final class Reports {
  static final String GROUP = "openreports.io";
  static final String VERSION = "v1alpha1";
  static final String NAME = "bulkhead";

  /** Results of one report; the summary counts them all. */
  static final int MOST_RESULTS = 100;

  private Reports() {}

  /** The reports by namespace; the one of the whole cluster under the empty name. */
  static Map<String, GenericKubernetesResource> of(Assessment assessment, Instant time) {
    Map<String, Map<Status, Integer>> summaries = new TreeMap<>();
    summaries.put("", new EnumMap<>(Status.class));
    for (ControlResult result : assessment.results()) {
      ControlResult.Statuses statuses = result.statuses();
      for (int i = 0; i < statuses.size(); i++) {
        Entity entity = assessment.snapshot().entities().get(statuses.entity(i));
        summaries
            .computeIfAbsent(home(entity), n -> new EnumMap<>(Status.class))
            .merge(statuses.status(i), 1, Integer::sum);
      }
      statuses
          .declared()
          .values()
          .forEach(s -> summaries.computeIfPresent("", (n, counts) -> {
            counts.merge(s, 1, Integer::sum);
            return counts;
          }));
    }
    Map<String, List<Finding>> findings = new TreeMap<>();
    assessment
        .findings()
        .forEach(f ->
            findings
                .computeIfAbsent(f.namespace() == null ? "" : f.namespace(), n -> new ArrayList<>())
                .add(f));
    var out = new TreeMap<String, GenericKubernetesResource>();
    summaries.forEach((namespace, counts) ->
        out.put(
            namespace,
            report(namespace, counts, findings.getOrDefault(namespace, List.of()), time)));
    return out;
  }

  private static String home(Entity entity) {
    String namespace = entity.meta().namespace();
    return namespace == null ? "" : namespace;
  }

  private static GenericKubernetesResource report(
      String namespace, Map<Status, Integer> counts, List<Finding> findings, Instant time) {
    var report = new GenericKubernetesResource();
    report.setApiVersion(GROUP + "/" + VERSION);
    report.setKind(namespace.isEmpty() ? "ClusterReport" : "Report");
    report.setMetadata(
        new ObjectMetaBuilder()
            .withName(NAME)
            .withNamespace(namespace.isEmpty() ? null : namespace)
            .addToLabels("app.kubernetes.io/managed-by", "bulkhead")
            .build());
    report.setAdditionalProperty("source", "bulkhead");
    report.setAdditionalProperty(
        "configuration", Map.of("limits", Map.of("maxResults", MOST_RESULTS)));
    report.setAdditionalProperty(
        "summary",
        Map.of(
            "pass", counts.getOrDefault(Status.PASS, 0),
            "fail", counts.getOrDefault(Status.FAIL, 0),
            "warn", counts.getOrDefault(Status.UNKNOWN, 0),
            "error", 0,
            "skip", counts.getOrDefault(Status.WAIVED, 0)));
    report.setAdditionalProperty(
        "results", findings.stream().limit(MOST_RESULTS).map(f -> result(f, time)).toList());
    return report;
  }

  private static Map<String, Object> result(Finding f, Instant time) {
    var properties = new TreeMap<String, String>();
    properties.put("fingerprint", f.fingerprint());
    properties.put("observed", f.observed());
    properties.put("expected", f.expected());
    properties.put("path", f.path());
    if (f.tenant() != null) {
      properties.put("tenant", f.tenant());
    }
    var out = new LinkedHashMap<String, Object>();
    out.put("source", "bulkhead");
    out.put("policy", f.control());
    out.put("category", f.control().split("-", 2)[0]);
    out.put("severity", f.severity().name().toLowerCase(Locale.ROOT));
    out.put("timestamp", Map.of("seconds", time.getEpochSecond(), "nanos", 0));
    out.put("result", f.state() == Finding.State.WAIVED ? "skip" : "fail");
    out.put("scored", true);
    out.put("resources", List.of(resource(f)));
    out.put("message", f.message());
    out.put("properties", properties);
    return out;
  }

  private static Map<String, String> resource(Finding f) {
    var out = new LinkedHashMap<String, String>();
    out.put("kind", f.resourceKind());
    if (f.namespace() != null) {
      out.put("namespace", f.namespace());
    }
    out.put("name", f.name());
    return out;
  }
}
