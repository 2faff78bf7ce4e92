package dev.bulkhead.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every entity has.
 *
 * @param id unique in the snapshot and stable between scans, {@code Kind/namespace/name}, with
 *     {@code _} for no namespace, and {@code @uri} behind it where two files define the same thing
 * @param namespace the Kubernetes namespace; null for what has none
 * @param apiVersion Kubernetes apiVersion as written, or null for what is no Kubernetes object
 * @param resourceKind the kind as the source names it, for example {@code IngressRouteTCP} of a
 *     {@link Route}, or the file's type, such as {@code odoo.conf}
 */
public record Meta(
    String id,
    String name,
    @Nullable String namespace,
    @Nullable String apiVersion,
    String resourceKind,
    Map<String, String> labels,
    Map<String, String> annotations,
    Source source) {}
