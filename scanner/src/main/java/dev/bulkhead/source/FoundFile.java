package dev.bulkhead.source;

import java.nio.file.Path;

/**
 * A file to read.
 *
 * @param named whether the user named it, and not only a directory above it
 */
public record FoundFile(Path path, boolean named) {}
