package dev.bulkhead.model;

/** A PriorityClass. */
public record PriorityClass(Meta meta, long value, boolean globalDefault) implements Entity {}
