package dev.bulkhead.webhook.cluster;

import dev.bulkhead.admission.ObjectReader;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Workload;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The entities of all objects that are followed, as they change. Thread-safe; a reader takes a copy
 * and the version that it is of.
 */
final class ClusterObjects {
  private final ObjectReader reader;
  private final Map<String, ObjectReader.Result> byPlace = new ConcurrentHashMap<>();
  private final Set<String> terminating = ConcurrentHashMap.newKeySet();
  private final AtomicLong version = new AtomicLong();
  private final Runnable changed;

  ClusterObjects(ObjectReader reader, Runnable changed) {
    this.reader = reader;
    this.changed = changed;
  }

  /** An object came or changed. What a controller owns is judged at its owner, and not kept. */
  void put(FollowedResource resource, GenericKubernetesResource object) {
    ObjectMeta meta = object.getMetadata();
    object.setApiVersion(resource.apiVersion());
    object.setKind(resource.kind());
    if (resource.kind().equals("Namespace")) {
      note(meta);
    }
    String place = resource.uri(meta.getNamespace(), meta.getName());
    ObjectReader.Result read = reader.read(Nodes.of(object), place);
    boolean owned = read.entities().stream().anyMatch(e -> e instanceof Workload w && w.owned());
    ObjectReader.Result before = owned ? byPlace.remove(place) : byPlace.put(place, read);
    if (owned ? before != null : !read.equals(before)) {
      touch();
    }
  }

  private void note(ObjectMeta namespace) {
    if (namespace.getDeletionTimestamp() == null) {
      terminating.remove(namespace.getName());
    } else {
      terminating.add(namespace.getName());
    }
  }

  void remove(FollowedResource resource, ObjectMeta meta) {
    if (resource.kind().equals("Namespace")) {
      terminating.remove(meta.getName());
    }
    if (byPlace.remove(resource.uri(meta.getNamespace(), meta.getName())) != null) {
      touch();
    }
  }

  private void touch() {
    version.incrementAndGet();
    changed.run();
  }

  /** Rises with every change. */
  long version() {
    return version.get();
  }

  Set<String> terminating() {
    return Set.copyOf(terminating);
  }

  /** All entities in the order of their ids, each id once. */
  List<Entity> entities() {
    var all = new ArrayList<Entity>(byPlace.size() + 64);
    byPlace.values().forEach(r -> all.addAll(r.entities()));
    all.sort(
        Comparator.comparing((Entity e) -> e.meta().id())
            .thenComparing(e -> e.meta().source().uri()));
    Set<String> seen = new HashSet<>(all.size() * 2);
    all.removeIf(e -> !seen.add(e.meta().id()));
    return List.copyOf(all);
  }

  List<Gap> gaps() {
    return byPlace.values().stream().flatMap(r -> r.gaps().stream()).toList();
  }
}
