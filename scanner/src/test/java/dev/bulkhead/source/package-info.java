/** Tests. */
@NullMarked
package dev.bulkhead.source;

import org.jspecify.annotations.NullMarked;
