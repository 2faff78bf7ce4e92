package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;

/**
 * A container image reference, taken apart.
 *
 * @param reference as written
 * @param registry host (and port), {@code docker.io} where none is written
 * @param repository path without registry, {@code library/} added for Docker Hub's official images
 * @param tag null where none is written
 * @param digest for example {@code sha256:…}; null where none is written
 * @param resolved false where the reference holds an unresolved placeholder, such as {@code ${TAG}}
 */
public record Image(
    String reference,
    String registry,
    String repository,
    @Nullable String tag,
    @Nullable String digest,
    boolean resolved) {}
