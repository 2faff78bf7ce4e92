package dev.bulkhead.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A StorageClass. */
public record StorageClass(
    Meta meta,
    String provisioner,
    Map<String, String> parameters,
    @Nullable String reclaimPolicy,
    boolean isDefault)
    implements Entity {}
