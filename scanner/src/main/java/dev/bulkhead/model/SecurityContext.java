package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod's or container's securityContext; what is not set is null. Pods have no privileged,
 * capabilities and the like.
 */
public record SecurityContext(
    @Nullable Boolean runAsNonRoot,
    @Nullable Long runAsUser,
    @Nullable Long runAsGroup,
    @Nullable Long fsGroup,
    @Nullable Boolean privileged,
    @Nullable Boolean allowPrivilegeEscalation,
    @Nullable Boolean readOnlyRootFilesystem,
    @Nullable String procMount,
    @Nullable Boolean hostProcess,
    @Nullable Capabilities capabilities,
    @Nullable SeccompProfile seccompProfile,
    @Nullable String appArmorProfile,
    List<String> sysctls) {

  /** Linux capabilities as written (no normalising of case or of a CAP_ prefix). */
  public record Capabilities(List<String> add, List<String> drop) {}

  /** {@code type} is RuntimeDefault, Localhost or Unconfined. */
  public record SeccompProfile(String type, @Nullable String localhostProfile) {}
}
