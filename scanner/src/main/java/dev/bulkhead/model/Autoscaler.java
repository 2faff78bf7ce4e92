package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A HorizontalPodAutoscaler, or a KEDA ScaledObject.
 *
 * @param metrics metric types, such as {@code Resource:cpu}, {@code Pods:name}, {@code
 *     External:name}
 */
public record Autoscaler(
    Meta meta,
    String targetKind,
    String targetName,
    @Nullable Integer minReplicas,
    @Nullable Integer maxReplicas,
    List<String> metrics)
    implements Entity {}
