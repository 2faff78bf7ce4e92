package dev.bulkhead.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a workload's pods are.
 *
 * @param pointer of the pod's spec, for example {@code /spec/template/spec}
 * @param labels of the pod, not of the workload
 */
public record PodSpec(
    String pointer,
    Map<String, String> labels,
    Map<String, String> annotations,
    @Nullable String serviceAccountName,
    @Nullable Boolean automountServiceAccountToken,
    boolean hostNetwork,
    boolean hostPID,
    boolean hostIPC,
    @Nullable SecurityContext securityContext,
    List<Container> containers,
    List<Volume> volumes,
    Map<String, String> nodeSelector,
    List<Toleration> tolerations,
    boolean podAntiAffinity,
    boolean nodeAffinity,
    List<TopologySpread> topologySpread,
    String restartPolicy,
    @Nullable Long terminationGracePeriodSeconds,
    @Nullable String priorityClassName,
    @Nullable String runtimeClassName,
    List<String> imagePullSecrets) {

  /** A toleration as written. */
  public record Toleration(
      @Nullable String key, String operator, @Nullable String value, @Nullable String effect) {}

  /** A topology spread constraint. */
  public record TopologySpread(String topologyKey, int maxSkew, String whenUnsatisfiable) {}
}
