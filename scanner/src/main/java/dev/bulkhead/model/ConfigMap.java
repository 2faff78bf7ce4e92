package dev.bulkhead.model;

import java.util.List;

/**
 * A ConfigMap: its keys only; files inside it that are understood (odoo.conf, postgresql.conf …)
 * are entities of their own.
 */
public record ConfigMap(Meta meta, List<String> keys) implements Entity {}
