package dev.bulkhead.model;

import java.util.Map;

/** PgBouncer's configuration. */
public record ConnectionPooler(
    Meta meta, Map<String, Setting> settings, Map<String, Setting> databases) implements Entity {}
