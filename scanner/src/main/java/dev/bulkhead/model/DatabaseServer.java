package dev.bulkhead.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server's settings: postgresql.conf, or the parameters of an operator's resource.
 *
 * @param settings by lower-case name
 * @param operator cloudnative-pg, zalando, patroni … or null for a plain file
 */
public record DatabaseServer(
    Meta meta,
    Map<String, Setting> settings,
    @Nullable String operator,
    @Nullable Integer instances)
    implements Entity {}
