package dev.bulkhead.admission;

import dev.bulkhead.analysis.Analysis;
import dev.bulkhead.analysis.Standing;
import dev.bulkhead.evaluate.Baseline;
import dev.bulkhead.evaluate.ControlLibrary;
import dev.bulkhead.evaluate.Stage;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Waiver;
import dev.bulkhead.source.Node;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the platform when a request is judged: one version of it, immutable, with its
 * age. The next version is another instance.
 */
public final class PlatformContext {
  private final Stage stage;
  private final Standing standing;
  private final List<Stage> alone;
  private final Coverage coverage;
  private final Map<Place, List<String>> byPlace;
  private final Set<String> names;
  private volatile @Nullable Moment moment;

  /** The context of one minute: the reviews of that minute share it. */
  private record Moment(Instant minute, PlatformContext context) {}

  private record Place(String uri, int document, String pointer) {
    static Place of(Source source) {
      return new Place(source.uri(), source.document(), source.pointer());
    }
  }

  /**
   * How much of the cluster a context has.
   *
   * @param live whether it follows a cluster, so that a namespace that it lacks is news
   * @param asOf when it was true
   * @param terminating namespaces that are being deleted
   */
  public record Coverage(boolean live, Instant asOf, Set<String> terminating) {

    /** What files or a saved snapshot give. */
    public static Coverage recorded(Instant asOf) {
      return new Coverage(false, asOf, Set.of());
    }
  }

  private PlatformContext(Stage stage, Standing standing, List<Stage> alone, Coverage coverage) {
    this.stage = stage;
    this.standing = standing;
    this.alone = alone;
    this.coverage = coverage;
    this.byPlace = new HashMap<>();
    this.names = new HashSet<>();
    for (Entity entity : stage.snapshot().entities()) {
      byPlace
          .computeIfAbsent(Place.of(entity.meta().source()), p -> new ArrayList<>(1))
          .add(entity.meta().id());
      names.add(name(entity.meta()));
    }
  }

  private PlatformContext(PlatformContext other, Instant now, Coverage coverage) {
    this.stage = other.stage.at(now);
    this.standing = other.standing;
    this.alone = other.alone.stream().map(s -> s.at(now)).toList();
    this.coverage = coverage;
    this.byPlace = other.byPlace;
    this.names = other.names;
  }

  /** The same with another statement of how much of the cluster it has. */
  public PlatformContext covering(Coverage other) {
    return new PlatformContext(this, other);
  }

  private PlatformContext(PlatformContext other, Coverage coverage) {
    this.stage = other.stage;
    this.standing = other.standing;
    this.alone = other.alone;
    this.coverage = coverage;
    this.byPlace = other.byPlace;
    this.names = other.names;
  }

  private static String name(Meta meta) {
    return meta.resourceKind()
        + "/"
        + (meta.namespace() == null ? "" : meta.namespace())
        + "/"
        + meta.name();
  }

  /** A context of a snapshot. Costs an analysis of the whole. */
  public static PlatformContext of(
      ControlLibrary library, Snapshot snapshot, List<Waiver> waivers, Coverage coverage) {
    Standing standing = Standing.of(snapshot);
    return new PlatformContext(
        Stage.of(library, snapshot, standing.facts(), waivers, Baseline.EMPTY),
        standing,
        Stream.of("partial", "complete")
            .map(scope -> withoutEntities(snapshot, scope))
            .map(s -> Stage.of(library, s, Analysis.of(s), waivers, Baseline.EMPTY))
            .toList(),
        coverage);
  }

  /** The next version: other entities under the same platform file, controls and waivers. */
  public PlatformContext next(Snapshot snapshot, Coverage nextCoverage) {
    Standing next = Standing.of(snapshot);
    return new PlatformContext(stage.after(snapshot, next.facts()), next, alone, nextCoverage);
  }

  /**
   * The same at the time of a review, by which controls count ages: to the minute, so that what
   * follows from the whole is worked out once a minute and not for each review.
   *
   * @param age how old what is known may be
   */
  public PlatformContext at(Instant time, Duration age) {
    Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
    Moment known = moment;
    if (known == null || !known.minute().equals(minute)) {
      known = new Moment(minute, new PlatformContext(this, minute, coverage));
      moment = known;
    }
    return known
        .context()
        .covering(new Coverage(coverage.live(), time.minus(age), coverage.terminating()));
  }

  /** The platform file alone. */
  private static Snapshot withoutEntities(Snapshot snapshot, String scope) {
    Platform p = snapshot.platform();
    var platform =
        new Platform(
            p.name(),
            p.declared(),
            scope,
            p.kubernetesVersion(),
            p.tenants(),
            p.tiers(),
            p.shared(),
            p.approvedRegistries(),
            p.approvedIssuers(),
            p.approvedExtensions(),
            p.breakGlassGroups(),
            p.secretReaders(),
            p.parameters(),
            p.source());
    return new Snapshot(snapshot.version(), platform, List.of(), List.of(), List.of(), Map.of());
  }

  public Snapshot snapshot() {
    return stage.snapshot();
  }

  public Facts facts() {
    return standing.facts();
  }

  public Coverage coverage() {
    return coverage;
  }

  Stage stage() {
    return stage;
  }

  @Nullable Entity entity(String id) {
    int ordinal = snapshot().ordinal(id);
    return ordinal < 0 ? null : snapshot().entities().get(ordinal);
  }

  /** Whether something of an object's kind, namespace and name is there. */
  public boolean has(Node object) {
    Node metadata = ReviewReader.child(object, "metadata");
    return names.contains(
        ReviewReader.text(object, "kind")
            + "/"
            + ReviewReader.text(metadata, "namespace")
            + "/"
            + ReviewReader.text(metadata, "name"));
  }

  /** Whether a namespace is known. */
  public boolean knows(String name) {
    return snapshot().ordinal(namespaceId(name)) >= 0;
  }

  static String namespaceId(String name) {
    return "Namespace/_/" + name;
  }

  /** All that was read from the object that an entity stands for, the entity among it. */
  Set<String> sameObject(String id) {
    Entity entity = entity(id);
    return entity == null
        ? Set.of()
        : new LinkedHashSet<>(byPlace.getOrDefault(Place.of(entity.meta().source()), List.of()));
  }

  /** The platform after a change, with its facts. */
  After after(Change change) {
    Snapshot changed = change.applyTo(snapshot());
    Standing.After later = standing.after(changed, change.added(), change.removed());
    Facts facts = later.facts();
    return new After(
        later.whole() ? stage.after(changed, facts) : stage.after(changed, facts, change.touched()),
        facts);
  }

  /** A stage and its facts. */
  record After(Stage stage, Facts facts) {}

  /**
   * The entities with nothing beside them but the platform file and their namespace: once as a
   * platform whose rest is elsewhere, once as one that has no rest. What is found alike in both
   * speaks of the entities themselves; what is not speaks of what is absent.
   */
  List<Stage> alone(List<Entity> entities, @Nullable String namespace) {
    List<Entity> all = new ArrayList<>(entities);
    Entity home = namespace == null ? null : entity(namespaceId(namespace));
    if (home != null && entities.stream().noneMatch(e -> e.meta().id().equals(home.meta().id()))) {
      all.add(home);
    }
    var change = new Change(all, Set.of());
    return alone.stream()
        .map(stage -> {
          Snapshot little = change.applyTo(stage.snapshot());
          return stage.after(little, Analysis.of(little));
        })
        .toList();
  }
}
