package dev.bulkhead.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container of a pod.
 *
 * @param role what kind of container it is
 * @param image null where the manifest has none
 * @param requests quantities as written, by resource name
 */
public record Container(
    String name,
    Role role,
    String pointer,
    @Nullable Image image,
    List<String> command,
    List<String> args,
    List<EnvVar> env,
    List<EnvFrom> envFrom,
    @Nullable SecurityContext securityContext,
    Map<String, String> requests,
    Map<String, String> limits,
    boolean readinessProbe,
    boolean livenessProbe,
    boolean startupProbe,
    List<Port> ports,
    List<Mount> mounts) {

  /** SIDECAR is an init container with restartPolicy Always. */
  public enum Role {
    CONTAINER,
    INIT,
    SIDECAR,
    EPHEMERAL
  }

  /**
   * An environment variable.
   *
   * @param value the literal; null where it is a reference or was withheld as a secret
   * @param withheld whether a literal was there that looks like a secret
   * @param secret where the value comes from a Secret
   * @param configMap where the value comes from a ConfigMap
   * @param field the field or resource path where it comes from the downward API
   */
  public record EnvVar(
      String name,
      String pointer,
      @Nullable String value,
      boolean withheld,
      @Nullable KeyRef secret,
      @Nullable KeyRef configMap,
      @Nullable String field) {}

  /** A key of a Secret or ConfigMap of the same namespace. */
  public record KeyRef(String name, String key, boolean optional) {}

  /** All keys of a Secret or ConfigMap; exactly one of the two is set. */
  public record EnvFrom(
      String pointer,
      @Nullable String secret,
      @Nullable String configMap,
      @Nullable String prefix) {}

  /** A declared port. */
  public record Port(
      String pointer,
      @Nullable String name,
      int containerPort,
      @Nullable Integer hostPort,
      String protocol) {}

  /** A volume mount. */
  public record Mount(
      String volume, String mountPath, @Nullable String subPath, boolean readOnly) {}
}
