package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A PersistentVolumeClaim. */
public record VolumeClaim(
    Meta meta,
    List<String> accessModes,
    @Nullable String storageClass,
    @Nullable String volumeName,
    @Nullable String size)
    implements Entity {}
