package dev.bulkhead.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Traefik ServersTransport or ServersTransportTCP: how Traefik speaks to backends. */
public record ServersTransport(
    Meta meta,
    @Nullable String serverName,
    @Nullable Boolean insecureSkipVerify,
    List<String> rootCas)
    implements Entity {}
