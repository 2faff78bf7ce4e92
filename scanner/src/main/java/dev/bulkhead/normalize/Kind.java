package dev.bulkhead.normalize;

import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Source;
import dev.bulkhead.source.Document;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object to normalize: its tree, and what its entity's {@link Meta} is made of.
 *
 * @param apiVersion as written; empty for what is no Kubernetes object
 * @param host the object that a file stands in, such as a ConfigMap; null for files of their own
 */
public record Kind(
    Document document,
    Tree tree,
    String apiVersion,
    String resourceKind,
    Source source,
    @Nullable Meta host) {

  public Kind(Document document, Tree tree, String apiVersion, String resourceKind, Source source) {
    this(document, tree, apiVersion, resourceKind, source, null);
  }

  /** What names a file: its path, or the object that it stands in and its key there. */
  public String fileName() {
    return host == null
        ? source.uri()
        : host.name() + "/" + source.pointer().substring(source.pointer().lastIndexOf('/') + 1);
  }

  /** The part of apiVersion before the slash; empty for the core group. */
  public String group() {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** Metadata of a Kubernetes object. The id is made unique later. */
  public Meta meta(String entityKind) {
    Tree metadata = tree.at("metadata");
    String name = metadata.at("name").text(metadata.at("generateName").text(""));
    String namespace = metadata.at("namespace").text();
    return new Meta(
        id(entityKind, namespace, resourceKind, name),
        name,
        namespace,
        apiVersion.isEmpty() ? null : apiVersion,
        resourceKind,
        metadata.at("labels").stringMap(),
        metadata.at("annotations").stringMap(),
        source);
  }

  private static String id(
      String entityKind, @Nullable String namespace, String resourceKind, String name) {
    String kind = entityKind.equals(resourceKind) ? entityKind : entityKind + ":" + resourceKind;
    return kind + "/" + (namespace == null ? "_" : namespace) + "/" + name;
  }

  /** Metadata of something in a file: named by what is given. */
  public Meta fileMeta(String entityKind, String name) {
    String namespace = host == null ? null : host.namespace();
    return new Meta(
        entityKind + "/" + (namespace == null ? "_" : namespace) + "/" + name,
        name,
        namespace,
        null,
        resourceKind,
        host == null ? Map.of() : host.labels(),
        Map.of(),
        source);
  }

  /** Metadata of something that an object implies, such as a server that a workload runs. */
  public Meta impliedMeta(String entityKind) {
    Meta own = meta(entityKind);
    return new Meta(
        entityKind
            + ":"
            + resourceKind
            + "/"
            + (own.namespace() == null ? "_" : own.namespace())
            + "/"
            + own.name(),
        own.name(),
        own.namespace(),
        own.apiVersion(),
        own.resourceKind(),
        own.labels(),
        own.annotations(),
        own.source());
  }
}
