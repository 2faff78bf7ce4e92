package dev.bulkhead.source;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of the input.
 *
 * @param uri relative to the root with forward slashes
 * @param path where it lies; null for standard input and rendered text
 * @param digest SHA-256 in hex of its bytes
 */
public record SourceFile(String uri, @Nullable Path path, String digest, long size) {}
