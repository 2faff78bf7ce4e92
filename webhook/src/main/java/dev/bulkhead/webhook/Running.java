package dev.bulkhead.webhook;

import dev.bulkhead.admission.ObjectReader;
import dev.bulkhead.admission.PlatformContext;
import dev.bulkhead.admission.Settings;
import dev.bulkhead.admission.SettingsException;
import dev.bulkhead.admission.Webhook;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.webhook.cluster.Audit;
import dev.bulkhead.webhook.cluster.ClusterContext;
import dev.bulkhead.webhook.cluster.Clients;
import dev.bulkhead.webhook.cluster.OwnCertificates;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A webhook that runs. */
final class Running {
  private static final long LOOK_SECONDS = 2;
  /** Other replicas may have renewed the common certificate. */
  private static final long RENEWAL_SECONDS = 60;

  private static final long FIRST_AUDIT_SECONDS = 60;

  private static final long BODY_BYTES = 64L * 1024 * 1024;

  private final Webhook.Options options;
  private final Webhook.Log log;
  private final InstantSource clock;
  private final ObjectReader objects;
  private final Metrics metrics = new Metrics();
  private final AtomicReference<Policy> policy;
  private volatile LocalDate day;
  private final AtomicBoolean draining = new AtomicBoolean();
  private final AtomicBoolean stale = new AtomicBoolean();
  private final ScheduledExecutorService timer;
  private final ScheduledExecutorService watching =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("reload").factory());
  private final ScheduledExecutorService audits =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("audit").factory());
  private final List<Future<?>> repeated = new ArrayList<>();
  private final ContextSource contexts;
  private final DecisionLog decisions;
  private final ServingKeys keys;
  private final @Nullable OwnCertificates own;
  private final @Nullable Audit audit;
  private final WebhookServer server;

  private Running(
      Webhook.Options options, Webhook.Log log, OutputStream standard, InstantSource clock)
      throws IOException, SettingsException, GeneralSecurityException {
    this.options = options;
    this.log = log;
    this.clock = clock;
    this.objects = Service.objects();
    Webhook.Bootstrap bootstrap = options.certificates().bootstrap();
    this.own =
        bootstrap == null
            ? null
            : new OwnCertificates(Clients.of(options.kubeconfig()), bootstrap);
    // cryptography takes its time when it is used first, and the context its own
    Future<ServingKeys.Identity> identity = watching.submit(this::identity);
    this.day = today();
    Settings settings = Service.read(options.settings(), day);
    this.policy = new AtomicReference<>(Service.policy(settings, objects));
    this.timer = timer();
    this.decisions = new DecisionLog(options.decisions(), standard);
    this.contexts = contexts(settings);
    this.keys = new ServingKeys(made(identity));
    var handler =
        new ReviewHandler(
            new ReviewHandler.Parts(
                policy::get,
                contexts,
                new Overload(Math.max(2, Runtime.getRuntime().availableProcessors()), BODY_BYTES),
                metrics,
                decisions,
                options.version(),
                clock,
                timer,
                draining));
    this.server =
        new WebhookServer(
            options.listening(),
            keys,
            options.certificates().clientAuthority(),
            handler,
            new HealthHandler(metrics, this::notReady),
            new Arrivals(timer, metrics),
            draining);
    this.audit = audit();
    gauges();
  }

  static Running start(Webhook.Options options, Webhook.Log log, OutputStream standard)
      throws IOException, SettingsException {
    return start(options, log, standard, InstantSource.system());
  }

  /**
   * The same by another clock.
   *
   * @param clock by which requests are judged and waivers end; it may be set meanwhile
   */
  static Running start(
      Webhook.Options options, Webhook.Log log, OutputStream standard, InstantSource clock)
      throws IOException, SettingsException {
    try {
      var running = new Running(options, log, standard, clock);
      running.server.start();
      running.watch();
      return running;
    } catch (GeneralSecurityException e) {
      throw new SettingsException("the serving certificate cannot be used: " + e.getMessage());
    }
  }

  private static ScheduledExecutorService timer() {
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  private @Nullable Audit audit() {
    if (options.snapshot() != null || options.audit().interval().isZero()) {
      return null;
    }
    return new Audit(
        new Audit.Parts(
            Clients.of(options.kubeconfig()),
            options.audit(),
            () -> policy.get().settings(),
            contexts,
            log::line,
            options.version(),
            identityOfReplica()));
  }

  private static String identityOfReplica() {
    String pod = System.getenv("POD_NAME");
    return pod == null ? "bulkhead-" + ProcessHandle.current().pid() : pod;
  }

  private ContextSource contexts(Settings settings) throws IOException, SettingsException {
    Path snapshot = options.snapshot();
    if (snapshot == null) {
      var cluster =
          new ClusterContext(
              Clients.of(options.kubeconfig()), objects, settings, log::line);
      cluster.start();
      return cluster;
    }
    return new RecordedContext(Service.snapshot(snapshot), clock, settings);
  }

  private static ServingKeys.Identity made(Future<ServingKeys.Identity> identity)
      throws IOException, GeneralSecurityException {
    try {
      return identity.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case GeneralSecurityException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the server stops", e);
    }
  }

  private ServingKeys.Identity identity() throws IOException, GeneralSecurityException {
    if (own != null) {
      return own.current(Instant.now());
    }
    Path directory = options.certificates().directory();
    if (directory == null) {
      throw new GeneralSecurityException("no directory of certificates was given");
    }
    return ServingKeys.read(directory.resolve("tls.crt"), directory.resolve("tls.key"));
  }

  private void gauges() {
    metrics.gauge(
        "bulkhead_build_info",
        "The running version and its policies.",
        Metrics.labels("version", options.version()),
        () -> 1);
    metrics.gauge(
        "bulkhead_context_age_seconds",
        "Age of what is known of the cluster.",
        "",
        () -> contexts.age().toMillis() / 1000.0);
    metrics.gauge(
        "bulkhead_context_entities",
        "Entities in the context.",
        "",
        () -> {
          PlatformContext context = contexts.current();
          return context == null ? 0 : context.snapshot().entities().size();
        });
    metrics.gauge(
        "bulkhead_settings_stale",
        "1 while the newest settings are broken and older ones hold.",
        "",
        () -> stale.get() ? 1 : 0);
    Audit auditing = audit;
    if (auditing != null) {
      for (Severity severity : Severity.values()) {
        metrics.gauge(
            "bulkhead_audit_findings",
            "Findings of the last audit on this replica.",
            Metrics.labels("severity", severity.name().toLowerCase(Locale.ROOT)),
            () -> auditing.results().findings().getOrDefault(severity, 0L));
      }
      metrics.gauge(
          "bulkhead_audit_last_seconds",
          "When the last audit on this replica ended, in seconds since 1970; 0 = never.",
          "",
          () -> {
            Instant finished = auditing.results().finished();
            return finished == null ? 0 : finished.getEpochSecond();
          });
      metrics.gauge(
          "bulkhead_audit_duration_seconds",
          "How long the last audit took.",
          "",
          () -> auditing.results().took().toMillis() / 1000.0);
    }
    metrics.gauge(
        "bulkhead_certificate_expires_seconds",
        "Time until the serving certificate expires.",
        "",
        () -> Duration.between(Instant.now(), keys.current().expires()).toSeconds());
  }

  private @Nullable String notReady() {
    return draining.get() ? "stopping" : contexts.missing();
  }

  private void watch() {
    repeated.add(
        new FileWatch(this::settingsFiles, this::reloadSettings).every(LOOK_SECONDS, watching));
    Path directory = options.certificates().directory();
    if (directory != null) {
      repeated.add(
          new FileWatch(
                  () -> List.of(directory.resolve("tls.crt"), directory.resolve("tls.key")),
                  this::reloadKeys)
              .every(LOOK_SECONDS, watching));
    }
    Audit auditing = audit;
    if (auditing != null) {
      long seconds = options.audit().interval().toSeconds();
      repeated.add(
          audits.scheduleWithFixedDelay(
              auditing::run, Math.min(seconds, FIRST_AUDIT_SECONDS), seconds, TimeUnit.SECONDS));
    }
    if (own != null) {
      repeated.add(
          watching.scheduleWithFixedDelay(
              this::reloadKeys, RENEWAL_SECONDS, RENEWAL_SECONDS, TimeUnit.SECONDS));
    }
    repeated.add(
        watching.scheduleWithFixedDelay(
            this::reloadOnAnotherDay, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** Waivers end with the day, and the clock may be set. */
  private void reloadOnAnotherDay() {
    if (!today().equals(day)) {
      reloadSettings();
    }
  }

  private List<Path> settingsFiles() {
    var out = new ArrayList<Path>(options.settings().policies());
    Path platform = options.settings().platform();
    if (platform != null) {
      out.add(platform);
      out.add(platform.resolveSibling("waivers.yaml"));
      out.add(platform.resolveSibling("admission.yaml"));
    }
    for (Path file :
        new @Nullable Path[] {options.settings().waivers(), options.settings().rules()}) {
      if (file != null) {
        out.add(file);
      }
    }
    return out;
  }

  /** All settings or none: where one file is broken the old ones hold, and it is said aloud. */
  void reloadSettings() {
    try {
      day = today();
      Settings settings = Service.read(options.settings(), day);
      contexts.settings(settings);
      policy.set(Service.policy(settings, objects));
      stale.set(false);
      metrics.count("bulkhead_reload_total", "what", "settings", "result", "ok");
      log.line("bulkhead: settings reloaded, policies " + settings.library().digest());
    } catch (SettingsException | RuntimeException e) {
      stale.set(true);
      metrics.count("bulkhead_reload_total", "what", "settings", "result", "failed");
      log.line(
          "bulkhead: THE NEW SETTINGS ARE BROKEN AND THE OLD ONES STAY IN FORCE: "
              + e.getMessage());
    }
  }

  void reloadKeys() {
    try {
      ServingKeys.Identity fresh = identity();
      if (fresh.chain().getFirst().equals(keys.current().chain().getFirst())) {
        return;
      }
      keys.exchange(fresh);
      metrics.count("bulkhead_reload_total", "what", "certificate", "result", "ok");
      log.line("bulkhead: certificate reloaded, valid until " + keys.current().expires());
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      metrics.count("bulkhead_reload_total", "what", "certificate", "result", "failed");
      log.line("bulkhead: the new certificate cannot be used, the old one stays: " + e.getMessage());
    }
  }

  int port() {
    return server.port();
  }

  int healthPort() {
    return server.healthPort();
  }

  /** Audits now, where this replica leads. */
  Audit.Results auditNow() {
    Audit auditing = audit;
    if (auditing == null) {
      return Audit.Results.NONE;
    }
    auditing.run();
    return auditing.results();
  }

  boolean ready() {
    return notReady() == null;
  }

  Duration contextAge() {
    return contexts.age();
  }

  /** Ids of what is known of the platform. */
  Set<String> entities() {
    PlatformContext context = contexts.current();
    return context == null
        ? Set.of()
        : context.snapshot().entities().stream()
            .map(e -> e.meta().id())
            .collect(Collectors.toSet());
  }

  void stop(Duration drain) {
    try {
      server.stop(drain);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    repeated.forEach(r -> r.cancel(false));
    watching.shutdownNow();
    audits.shutdownNow();
    if (audit != null) {
      audit.close();
    }
    timer.shutdownNow();
    contexts.close();
    try {
      decisions.close();
    } catch (IOException e) {
      log.line("bulkhead: the decision log could not be closed: " + e.getMessage());
    }
  }
}
