package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Kubernetes ServiceAccount. */
public record ServiceAccount(
    Meta meta, @Nullable Boolean automountServiceAccountToken, List<String> imagePullSecrets)
    implements Entity {}
