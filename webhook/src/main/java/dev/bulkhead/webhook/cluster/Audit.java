package dev.bulkhead.webhook.cluster;

import dev.bulkhead.admission.PlatformContext;
import dev.bulkhead.admission.Settings;
import dev.bulkhead.admission.Webhook;
import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Baseline;
import dev.bulkhead.evaluate.Evaluator;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Selection;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.webhook.ContextSource;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges the whole cluster in the background, on one of the replicas: what was there before the
 * webhook, what came while it was away, and what two requests at the same moment made of each other.
 */
public final class Audit implements AutoCloseable {
  /** Events of one audit; the reports and metrics have the rest. */
  private static final int MOST_EVENTS = 25;

  private final KubernetesClient client;
  private final Webhook.Audit options;
  private final Supplier<Settings> settings;
  private final ContextSource contexts;
  private final Consumer<String> log;
  private final String version;
  private final Leadership leadership;
  private final ForkJoinPool pool = new ForkJoinPool(1);
  private final Map<String, Integer> written = new HashMap<>();
  private @Nullable Set<String> known;
  private volatile Results results = Results.NONE;

  /**
   * What the last audit found.
   *
   * @param finished when; null before the first
   */
  public record Results(
      @Nullable Instant finished, Duration took, Map<Severity, Long> findings, int entities) {
    public static final Results NONE = new Results(null, Duration.ZERO, Map.of(), 0);
  }

  /** What an audit works with. */
  public record Parts(
      KubernetesClient client,
      Webhook.Audit options,
      Supplier<Settings> settings,
      ContextSource contexts,
      Consumer<String> log,
      String version,
      String identity) {}

  public Audit(Parts parts) {
    this.client = parts.client();
    this.options = parts.options();
    this.settings = parts.settings();
    this.contexts = parts.contexts();
    this.log = parts.log();
    this.version = parts.version();
    this.leadership =
        new Leadership(client, options.namespace(), parts.identity(), parts.log());
  }

  public Results results() {
    return results;
  }

  /** Audits where this replica leads and the context is known. Says what goes wrong, and goes on. */
  public void run() {
    PlatformContext context = contexts.current();
    if (context == null || !leadership.leads()) {
      return;
    }
    try {
      run(context, Instant.now());
    } catch (KubernetesClientException e) {
      log.accept("bulkhead: the audit's results could not be written: " + e.getMessage());
    } catch (RuntimeException e) {
      log.accept("bulkhead: the audit failed: " + e);
    }
  }

  private void run(PlatformContext context, Instant started) {
    Settings by = settings.get();
    var request =
        new Evaluator.Request(
            context.snapshot(),
            context.facts(),
            by.waivers(),
            Baseline.EMPTY,
            Selection.ALL,
            version,
            "cluster",
            started);
    // on a thread of its own: requests come first
    Assessment assessment =
        pool.submit(() -> new Evaluator(by.library()).evaluate(request)).join();
    results = summary(assessment, started);
    if (options.reports()) {
      writeReports(assessment, started);
    }
    if (options.events()) {
      writeEvents(assessment);
    }
  }

  private static Results summary(Assessment assessment, Instant started) {
    Map<Severity, Long> findings = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      findings.put(severity, 0L);
    }
    assessment.findings().stream()
        .filter(f -> f.state() == Finding.State.NEW)
        .forEach(f -> findings.merge(f.severity(), 1L, Long::sum));
    Instant now = Instant.now();
    return new Results(
        now, Duration.between(started, now), findings, assessment.snapshot().entities().size());
  }

  private void writeReports(Assessment assessment, Instant time) {
    if (!client.supports(Reports.GROUP + "/" + Reports.VERSION, "Report")) {
      log.accept("bulkhead: the cluster has no resources of openreports.io; no reports are written");
      return;
    }
    Map<String, GenericKubernetesResource> timeless = Reports.of(assessment, Instant.EPOCH);
    Reports.of(assessment, time)
        .forEach((namespace, report) -> {
          GenericKubernetesResource said = timeless.get(namespace);
          Integer digest = said == null ? null : said.getAdditionalProperties().hashCode();
          if (digest == null || !digest.equals(written.get(namespace))) {
            write(namespace, report);
            written.put(namespace, digest);
          }
        });
  }

  private void write(String namespace, GenericKubernetesResource report) {
    boolean whole = namespace.isEmpty();
    var resources =
        client.genericKubernetesResources(
            new ResourceDefinitionContext.Builder()
                .withGroup(Reports.GROUP)
                .withVersion(Reports.VERSION)
                .withKind(whole ? "ClusterReport" : "Report")
                .withPlural(whole ? "clusterreports" : "reports")
                .withNamespaced(!whole)
                .build());
    if (whole) {
      resources.resource(report).fieldManager("bulkhead").forceConflicts().serverSideApply();
    } else {
      resources
          .inNamespace(namespace)
          .resource(report)
          .fieldManager("bulkhead")
          .forceConflicts()
          .serverSideApply();
    }
  }

  /** Events for what is new since the last audit; the first one only learns what is there. */
  private void writeEvents(Assessment assessment) {
    List<Finding> findings =
        assessment.findings().stream().filter(f -> f.state() == Finding.State.NEW).toList();
    Set<String> before = known;
    if (before != null) {
      findings.stream()
          .filter(f -> f.namespace() != null && !before.contains(f.fingerprint()))
          .limit(MOST_EVENTS)
          .forEach(this::event);
    }
    known = findings.stream().map(Finding::fingerprint).collect(Collectors.toSet());
  }

  private void event(Finding f) {
    String now = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    client
        .v1()
        .events()
        .inNamespace(f.namespace())
        .resource(
            new EventBuilder()
                .withNewMetadata()
                .withGenerateName("bulkhead-")
                .withNamespace(f.namespace())
                .endMetadata()
                .withNewInvolvedObject()
                .withKind(f.resourceKind())
                .withNamespace(f.namespace())
                .withName(f.name())
                .endInvolvedObject()
                .withReason(f.control())
                .withType("Warning")
                .withMessage(f.message() + ": " + f.observed())
                .withNewSource()
                .withComponent("bulkhead")
                .endSource()
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .build())
        .create();
  }

  @Override
  public void close() {
    leadership.close();
    pool.shutdownNow();
  }
}
