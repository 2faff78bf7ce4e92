package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PersistentVolume.
 *
 * @param type the volume source's field name, such as {@code csi}, {@code nfs}, {@code hostPath}
 * @param claim {@code namespace/name} of the claim that it is bound or reserved to
 */
public record PersistentVolume(
    Meta meta,
    List<String> accessModes,
    @Nullable String storageClass,
    String type,
    @Nullable String target,
    @Nullable String claim)
    implements Entity {}
