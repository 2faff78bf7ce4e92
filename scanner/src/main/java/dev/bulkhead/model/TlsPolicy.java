package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Traefik TLSOption, from a CRD or a dynamic file.
 *
 * @param minVersion for example {@code VersionTLS12}; null = Traefik's default
 */
public record TlsPolicy(
    Meta meta,
    @Nullable String minVersion,
    @Nullable String maxVersion,
    List<String> cipherSuites,
    List<String> curvePreferences,
    @Nullable Boolean sniStrict,
    @Nullable String clientAuthType,
    List<String> clientAuthSecrets)
    implements Entity {}
