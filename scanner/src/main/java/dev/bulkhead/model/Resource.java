package dev.bulkhead.model;

import java.util.Map;

/**
 * A Kubernetes object of a kind that has no record of its own.
 *
 * @param object the object as written, secret-looking values withheld
 */
public record Resource(Meta meta, Map<String, Object> object) implements Entity {}
