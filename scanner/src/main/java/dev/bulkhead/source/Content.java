package dev.bulkhead.source;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to parse: where they come from.
 *
 * @param name tells the format where the content does not
 * @param path null for what lies in no file
 * @param named whether the user named it, so that it must be something that is understood
 */
record Content(String uri, Path name, @Nullable Path path, String collector, boolean named) {}
