package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;

/** A Traefik TLSStore. */
public record TlsStore(
    Meta meta, @Nullable String defaultCertificateSecret, @Nullable String defaultResolver)
    implements Entity {}
