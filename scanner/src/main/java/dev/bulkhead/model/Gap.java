package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;

/**
 * Something that was not evaluated: a file that does not parse, a chart that does not render, a
 * construct that is not supported. Every report shows it, and the exit code says so.
 *
 * @param code stable, such as {@code yaml-syntax}, {@code helm-render}, {@code file-too-large},
 *     {@code unsupported-kind}
 * @param incomplete whether a verdict could be missing because of it; false = a notice
 * @param message what happened, in one line
 * @param hint what to do; null where the message says it
 */
public record Gap(
    String code,
    boolean incomplete,
    String uri,
    @Nullable Span span,
    String message,
    @Nullable String hint) {}
