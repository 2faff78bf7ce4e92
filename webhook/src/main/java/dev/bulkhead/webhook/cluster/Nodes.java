package dev.bulkhead.webhook.cluster;

import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Sequence;
import dev.bulkhead.source.Node.Type;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects of the client as trees, for the normalizers that read files. They have no places. */
final class Nodes {
  private static final Span NOWHERE = new Span(1, 1, 1, 1);

  private Nodes() {}

  static Node of(GenericKubernetesResource object) {
    var entries = new ArrayList<Entry>();
    add(entries, "apiVersion", text(object.getApiVersion()));
    add(entries, "kind", text(object.getKind()));
    add(entries, "metadata", metadata(object.getMetadata()));
    object.getAdditionalProperties().forEach((key, value) -> {
      if (!key.equals("status")) {
        add(entries, key, of(value));
      }
    });
    return new Mapping(NOWHERE, entries);
  }

  /** What normalizers read of metadata; the fields' managers are often the larger part of it. */
  private static Node metadata(ObjectMeta meta) {
    var entries = new ArrayList<Entry>();
    add(entries, "name", text(meta.getName()));
    add(entries, "namespace", text(meta.getNamespace()));
    add(entries, "generateName", text(meta.getGenerateName()));
    add(entries, "labels", of(meta.getLabels()));
    add(entries, "annotations", of(meta.getAnnotations()));
    add(entries, "deletionTimestamp", text(meta.getDeletionTimestamp()));
    List<Node> owners = new ArrayList<>();
    for (OwnerReference owner : meta.getOwnerReferences()) {
      var fields = new ArrayList<Entry>();
      add(fields, "kind", text(owner.getKind()));
      add(fields, "name", text(owner.getName()));
      add(fields, "controller", of(owner.getController()));
      owners.add(new Mapping(NOWHERE, fields));
    }
    if (!owners.isEmpty()) {
      add(entries, "ownerReferences", new Sequence(NOWHERE, owners));
    }
    return new Mapping(NOWHERE, entries);
  }

  private static void add(List<Entry> entries, String key, @Nullable Node value) {
    if (value != null) {
      entries.add(new Entry(new Scalar(NOWHERE, key, Type.STRING), value));
    }
  }

  private static @Nullable Node text(@Nullable String value) {
    return value == null ? null : new Scalar(NOWHERE, value, Type.STRING);
  }

  /** A value of parsed JSON; null where it is null. */
  static @Nullable Node of(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> {
        var entries = new ArrayList<Entry>(map.size());
        map.forEach((key, item) -> add(entries, String.valueOf(key), of(item)));
        yield new Mapping(NOWHERE, entries);
      }
      case List<?> list -> {
        var items = new ArrayList<Node>(list.size());
        for (Object item : list) {
          Node node = of(item);
          items.add(node == null ? new Scalar(NOWHERE, "", Type.NULL) : node);
        }
        yield new Sequence(NOWHERE, items);
      }
      case Boolean b -> new Scalar(NOWHERE, b.toString(), Type.BOOLEAN);
      case Integer i -> new Scalar(NOWHERE, i.toString(), Type.INTEGER);
      case Long l -> new Scalar(NOWHERE, l.toString(), Type.INTEGER);
      case java.math.BigInteger b -> new Scalar(NOWHERE, b.toString(), Type.INTEGER);
      case Number n -> new Scalar(NOWHERE, n.toString(), Type.DECIMAL);
      default -> new Scalar(NOWHERE, value.toString(), Type.STRING);
    };
  }
}
