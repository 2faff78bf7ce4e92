package dev.bulkhead.admission;

import dev.bulkhead.source.Node;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request of an AdmissionReview, as the API server sends it ({@code admission.k8s.io/v1},
 * Kubernetes documentation, Dynamic Admission Control).
 *
 * @param uid to be echoed in the response
 * @param resource plural name of what is asked for, such as {@code deployments}
 * @param subResource such as {@code scale}; empty for the object itself
 * @param name empty where the server is to generate it
 * @param namespace null for what has none
 * @param dryRun whether nothing will be stored, so that no trace may be left either
 * @param object what is to be stored, or the options of a CONNECT; null for DELETE
 * @param oldObject what is stored now; null for CREATE and CONNECT
 */
public record Review(
    String uid,
    Operation operation,
    ResourceKind kind,
    String resource,
    String subResource,
    String name,
    @Nullable String namespace,
    User user,
    boolean dryRun,
    @Nullable Node object,
    @Nullable Node oldObject) {

  /** What the request does. */
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
  }

  /**
   * What the object is.
   *
   * @param group empty for the core group
   */
  public record ResourceKind(String group, String version, String kind) {
    public String apiVersion() {
      return group.isEmpty() ? version : group + "/" + version;
    }
  }

  /** Who asks. */
  public record User(String name, List<String> groups) {}

  /**
   * The name of the object's place in the API, such as {@code
   * k8s://cluster/v1/namespaces/a/pods/b}.
   */
  String uri() {
    return "k8s://cluster/"
        + kind.apiVersion()
        + (namespace == null || namespace.isEmpty() ? "" : "/namespaces/" + namespace)
        + "/"
        + resource
        + "/"
        + name;
  }

  /** The object as messages name it, such as {@code Deployment north/odoo}. */
  public String what() {
    return kind.kind()
        + " "
        + (namespace == null || namespace.isEmpty() ? "" : namespace + "/")
        + (name.isEmpty() ? "(to be named)" : name);
  }
}
