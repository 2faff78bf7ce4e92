package dev.bulkhead.webhook.cluster;

import dev.bulkhead.admission.ObjectReader;
import dev.bulkhead.admission.PlatformContext;
import dev.bulkhead.admission.Settings;
import dev.bulkhead.config.PlatformInference;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.webhook.ContextSource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The context of a live cluster. Watches bring changes; a thread of its own makes of them the next
 * version, at once where the last one is old and seldom enough that it never takes more than a
 * small part of the machine. Reviews read the newest version and wait for none, but for a namespace
 * that is not known yet.
 */
public final class ClusterContext implements ContextSource {
  private static final long PAGE = 500;

  /** A version costs milliseconds to tens of them; between two there are at least this many times that. */
  private static final int REST = 10;

  private static final long MOST_REST = Duration.ofSeconds(2).toNanos();

  private static final Duration LOOK_FOR_NEW_RESOURCES = Duration.ofMinutes(1);

  /** How often the API server is asked whether it is there: a watch on a cut line is merely silent. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);

  private static final long SILENCE = HEARTBEAT.multipliedBy(3).toNanos();

  private final KubernetesClient client;
  private final Consumer<String> log;
  private final ClusterObjects objects;
  private final Map<FollowedResource, SharedIndexInformer<GenericKubernetesResource>> watches =
      new ConcurrentHashMap<>();
  private final Map<FollowedResource, CompletionStage<Void>> starting =
      new ConcurrentHashMap<>();
  private final Thread maker;
  private final Object news = new Object();
  private volatile Settings settings;
  private volatile @Nullable PlatformContext current;
  private volatile boolean closed;
  /** As {@link System#nanoTime}: the clock may be set meanwhile. */
  private volatile long lastWatching = System.nanoTime();

  private volatile long lastHeard = System.nanoTime();
  private long made = -1;
  private @Nullable Settings madeOf;
  private boolean urgent;
  private long signals;

  public ClusterContext(
      KubernetesClient client, ObjectReader reader, Settings settings, Consumer<String> log) {
    this.client = client;
    this.settings = settings;
    this.log = log;
    this.objects = new ClusterObjects(reader, this::wake);
    this.maker = Thread.ofPlatform().daemon().name("context").unstarted(this::make);
  }

  /** Begins to follow the cluster; {@link #missing} says when it is known. */
  public void start() {
    maker.start();
    Thread.ofVirtual().name("heartbeat").start(this::listen);
  }

  private void listen() {
    while (!closed) {
      try {
        client.raw("/version");
        lastHeard = System.nanoTime();
      } catch (KubernetesClientException e) {
        // what is not heard makes the context older
      }
      try {
        Thread.sleep(HEARTBEAT);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void follow() {
    for (FollowedResource resource : served()) {
      if (!closed) {
        SharedIndexInformer<GenericKubernetesResource> watch =
            client
                .genericKubernetesResources(resource.definition())
                .inAnyNamespace()
                .withLimit(PAGE)
                .runnableInformer(0);
        watch.itemStore(new ResourceVersions());
        watch.addEventHandler(handler(resource));
        // a watch that breaks is begun again, whatever broke it
        watch.exceptionHandler((begun, failure) -> true);
        watches.put(resource, watch);
        starting.put(resource, watch.start());
      }
    }
  }

  /** What the cluster has and is not followed yet. It is asked for all at once: each is a request. */
  private List<FollowedResource> served() {
    try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new LinkedHashMap<FollowedResource, Future<Boolean>>();
      for (FollowedResource resource : FollowedResource.ALL) {
        if (!watches.containsKey(resource)) {
          answers.put(
              resource,
              asking.submit(() -> client.supports(resource.apiVersion(), resource.kind())));
        }
      }
      var out = new ArrayList<FollowedResource>();
      for (Map.Entry<FollowedResource, Future<Boolean>> answer : answers.entrySet()) {
        if (answer.getValue().get()) {
          out.add(answer.getKey());
        }
      }
      return out;
    } catch (ExecutionException e) {
      throw new KubernetesClientException("the API's resources cannot be read", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
      return List.of();
    }
  }

  private ResourceEventHandler<GenericKubernetesResource> handler(FollowedResource resource) {
    return new ResourceEventHandler<>() {
      @Override
      public void onAdd(GenericKubernetesResource object) {
        objects.put(resource, object);
      }

      @Override
      public void onUpdate(GenericKubernetesResource before, GenericKubernetesResource after) {
        objects.put(resource, after);
      }

      @Override
      public void onDelete(GenericKubernetesResource object, boolean finalStateUnknown) {
        objects.remove(resource, object.getMetadata());
      }
    };
  }

  private void wake() {
    synchronized (news) {
      signals++;
      news.notifyAll();
    }
  }

  private void make() {
    long lookAgain = 0;
    while (!closed) {
      try {
        if (System.nanoTime() - lookAgain >= 0) {
          follow();
          lookAgain = System.nanoTime() + LOOK_FOR_NEW_RESOURCES.toNanos();
        }
        if (watching()) {
          lastWatching = System.nanoTime();
        }
        long took = synced() ? version() : 0;
        rest(took);
      } catch (KubernetesClientException e) {
        log.accept("bulkhead: the cluster cannot be reached: " + e.getMessage());
        lookAgain = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        pause(1000);
      } catch (RuntimeException e) {
        log.accept("bulkhead: the context could not be made and stays as it is: " + e);
        pause(1000);
      }
    }
  }

  private boolean synced() {
    return !watches.isEmpty()
        && watches.values().stream().allMatch(SharedIndexInformer::hasSynced);
  }

  private boolean watching() {
    return !watches.isEmpty()
        && watches.values().stream().allMatch(SharedIndexInformer::isWatching);
  }

  /** Makes the next version where something changed. Gives how long it took. */
  private long version() {
    long version = objects.version();
    Settings by = settings;
    if (version == made && by == madeOf) {
      return 0;
    }
    long started = System.nanoTime();
    List<Entity> entities = objects.entities();
    Platform platform = by.platform() == null ? PlatformInference.infer(entities) : by.platform();
    var snapshot =
        new Snapshot(
            Snapshot.VERSION, platform, entities, List.of(), objects.gaps(), Map.of());
    var coverage = new PlatformContext.Coverage(true, Instant.now(), objects.terminating());
    PlatformContext before = current;
    current =
        before != null && by == madeOf && before.snapshot().platform().equals(platform)
            ? before.next(snapshot, coverage)
            : PlatformContext.of(by.library(), snapshot, by.waivers(), coverage);
    if (before == null) {
      log.accept(
          "bulkhead: the cluster is known: "
              + entities.size()
              + " entities of "
              + watches.size()
              + " kinds of resources");
    }
    made = version;
    madeOf = by;
    synchronized (news) {
      urgent = false;
      signals++;
      news.notifyAll();
    }
    return System.nanoTime() - started;
  }

  private void rest(long took) throws KubernetesClientException {
    long until = System.nanoTime() + Math.min(took * REST, MOST_REST);
    synchronized (news) {
      long left = (until - System.nanoTime()) / 1_000_000;
      while (!closed && left > 0 && !urgent) {
        await(left);
        left = (until - System.nanoTime()) / 1_000_000;
      }
      if (!closed && objects.version() == made && settings == madeOf) {
        await(1000);
      } else if (current == null) {
        await(20);
      }
    }
  }

  /** Waits for news, and no longer than that; the caller holds the monitor. */
  private void await(long millis) {
    long until = System.nanoTime() + millis * 1_000_000;
    long seen = signals;
    try {
      long left = millis;
      while (signals == seen && left > 0) {
        news.wait(left);
        left = (until - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      closed = true;
      Thread.currentThread().interrupt();
    }
  }

  private void pause(long millis) {
    synchronized (news) {
      await(millis);
    }
  }

  @Override
  public @Nullable PlatformContext current() {
    return current;
  }

  @Override
  public @Nullable String missing() {
    if (current != null) {
      return null;
    }
    var waiting = new ArrayList<String>();
    watches.forEach((resource, watch) -> {
      if (!watch.hasSynced()) {
        waiting.add(resource.plural());
      }
    });
    return waiting.isEmpty()
        ? "the cluster has not been read yet"
        : "waiting for " + String.join(", ", waiting.stream().sorted().toList());
  }

  @Override
  public @Nullable PlatformContext knowing(String namespace, long deadline)
      throws InterruptedException {
    PlatformContext context = current;
    if (context == null || context.knows(namespace)) {
      return context;
    }
    // half of the time: the other half is for judging
    long until = System.nanoTime() + (deadline - System.nanoTime()) / 2;
    synchronized (news) {
      long left = (until - System.nanoTime()) / 1_000_000;
      while (left > 0 && !closed && (context == null || !context.knows(namespace))) {
        urgent = true;
        signals++;
        news.notifyAll();
        news.wait(Math.min(left, 50));
        context = current;
        left = (until - System.nanoTime()) / 1_000_000;
      }
    }
    return context;
  }

  @Override
  public Duration age() {
    long now = System.nanoTime();
    long deaf = now - lastHeard > SILENCE ? now - lastHeard : 0;
    return Duration.ofNanos(Math.max(deaf, watching() ? 0 : now - lastWatching));
  }

  /** How many objects of each resource are known, for metrics. */
  public Map<String, Integer> counts() {
    var out = new TreeMap<String, Integer>();
    watches.forEach(
        (resource, watch) -> out.put(resource.plural(), watch.getStore().listKeys().size()));
    return out;
  }

  @Override
  public void settings(Settings changed) {
    settings = changed;
    wake();
  }

  @Override
  public void close() {
    closed = true;
    wake();
    watches.values().forEach(SharedIndexInformer::stop);
    client.close();
  }
}
