package dev.bulkhead.rules;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The objects among a platform's files that a cluster would have: all that {@code kubectl apply}
 * takes, in the order of the files.
 */
record ClusterManifests(Map<Key, GenericKubernetesResource> objects) {
  /**
   * What looks like an object and lies on no API server: configuration of its own programs, and the
   * records that Bulkhead reads from files.
   */
  private static final Set<String> FILES_ONLY =
      Set.of(
          "apiserver.config.k8s.io",
          "audit.k8s.io",
          "bulkhead.dev",
          "kubelet.config.k8s.io",
          "kustomize.config.k8s.io");

  /**
   * Which object.
   *
   * @param namespace empty where it is in none
   */
  record Key(String apiVersion, String kind, String namespace, String name) {
    static Key of(GenericKubernetesResource object) {
      String namespace = object.getMetadata().getNamespace();
      return new Key(
          object.getApiVersion(),
          object.getKind(),
          namespace == null ? "" : namespace,
          object.getMetadata().getName());
    }

    /** The end of the ids of its entities. */
    String inIds() {
      return kind + "/" + (namespace.isEmpty() ? "_" : namespace) + "/" + name;
    }

    String group() {
      int slash = apiVersion.indexOf('/');
      return slash < 0 ? "" : apiVersion.substring(0, slash);
    }

    String version() {
      return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }

    @Override
    public String toString() {
      return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
  }

  GenericKubernetesResource object(Key key) {
    return Objects.requireNonNull(objects.get(key), key::toString);
  }

  static ClusterManifests of(Path directory) throws IOException {
    var out = new LinkedHashMap<Key, GenericKubernetesResource>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*\\.(ya?ml|json)")).sorted().toList()) {
        for (Object document : documents(file)) {
          add(document, out);
        }
      }
    }
    return new ClusterManifests(out);
  }

  /** None of a file that is no YAML: templates, for example. */
  private static List<Object> documents(Path file) throws IOException {
    var out = new ArrayList<Object>();
    try {
      new Load(LoadSettings.builder().build())
          .loadAllFromString(Files.readString(file))
          .forEach(out::add);
      return out;
    } catch (YamlEngineException e) {
      return List.of();
    }
  }

  private static void add(Object document, Map<Key, GenericKubernetesResource> out) {
    if (!(document instanceof Map<?, ?> map)
        || !(map.get("apiVersion") instanceof String)
        || !(map.get("kind") instanceof String)
        // Flux decrypts what SOPS encrypted before a cluster sees it
        || map.containsKey("sops")) {
      return;
    }
    if (map.get("items") instanceof List<?> items) {
      items.forEach(i -> add(i, out));
      return;
    }
    GenericKubernetesResource object =
        Serialization.unmarshal(Serialization.asJson(map), GenericKubernetesResource.class);
    if (object.getMetadata() != null && object.getMetadata().getName() != null) {
      Key key = Key.of(object);
      if (!FILES_ONLY.contains(key.group())) {
        out.put(key, object);
      }
    }
  }
}
