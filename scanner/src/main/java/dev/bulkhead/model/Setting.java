package dev.bulkhead.model;

import org.jspecify.annotations.Nullable;

/**
 * A setting of a configuration file.
 *
 * @param value as written, quotes removed; null where it was withheld as a secret
 * @param pointer where it stands, {@code /section/key}
 * @param withheld whether a value was there that looks like a secret
 * @param hint what is known of a withheld value: {@code default}, {@code hashed}, {@code empty},
 *     {@code reference} or {@code literal}; null where nothing was withheld
 */
public record Setting(
    @Nullable String value, String pointer, boolean withheld, @Nullable String hint) {}
