package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod's volume.
 *
 * @param type the volume source's field name in Kubernetes, such as {@code hostPath}, {@code
 *     secret}, {@code persistentVolumeClaim}, {@code configMap}, {@code emptyDir}, {@code
 *     projected}, {@code csi}, {@code nfs}
 * @param target what it refers to: the path, the Secret's or claim's name, the driver; null where
 *     nothing
 * @param secrets Secrets that it brings in, projected sources included
 * @param configMaps ConfigMaps that it brings in
 */
public record Volume(
    String name,
    String pointer,
    String type,
    @Nullable String target,
    List<String> secrets,
    List<String> configMaps) {}
