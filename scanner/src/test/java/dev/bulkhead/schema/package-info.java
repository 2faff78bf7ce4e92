/** Keeps the published schemas true to what the program writes and reads. */
@NullMarked
package dev.bulkhead.schema;

import org.jspecify.annotations.NullMarked;
