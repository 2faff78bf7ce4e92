package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;

/** A PodDisruptionBudget; minAvailable and maxUnavailable as written, numbers or percentages. */
public record DisruptionBudget(
    Meta meta,
    @Nullable LabelSelector selector,
    @Nullable String minAvailable,
    @Nullable String maxUnavailable)
    implements Entity {}
