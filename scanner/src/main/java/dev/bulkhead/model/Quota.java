package dev.bulkhead.model;

import java.util.List;
import java.util.Map;

/** A ResourceQuota. */
public record Quota(Meta meta, Map<String, String> hard, List<String> scopes) implements Entity {}
