package dev.bulkhead.normalize;

import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Source;
import dev.bulkhead.source.Document;
import java.util.Map;

/**
 * One object to normalize: its tree, and what its entity's {@link Meta} is made of.
 *
 * @param apiVersion as written; empty for what is no Kubernetes object
 */
public record Kind(
    Document document, Tree tree, String apiVersion, String resourceKind, Source source) {

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
      String entityKind,
      @org.jspecify.annotations.Nullable String namespace,
      String resourceKind,
      String name) {
    String kind = entityKind.equals(resourceKind) ? entityKind : entityKind + ":" + resourceKind;
    return kind + "/" + (namespace == null ? "_" : namespace) + "/" + name;
  }

  /** Metadata of something in a file: named by what is given. */
  public Meta fileMeta(String entityKind, String name) {
    return new Meta(
        entityKind + "/_/" + name, name, null, null, resourceKind, Map.of(), Map.of(), source);
  }
}
