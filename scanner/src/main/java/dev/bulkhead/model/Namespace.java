package dev.bulkhead.model;

/** A Kubernetes Namespace. Pod Security levels are read from its labels. */
public record Namespace(Meta meta) implements Entity {}
