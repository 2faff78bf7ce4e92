package dev.bulkhead.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An Odoo server's configuration: odoo.conf, or the arguments and environment of a container that
 * runs Odoo.
 *
 * @param options option name (as in odoo.conf) to value; passwords withheld
 * @param workload the id of the workload that it was read from, null for a file
 */
public record OdooInstance(Meta meta, Map<String, Setting> options, @Nullable String workload)
    implements Entity {}
