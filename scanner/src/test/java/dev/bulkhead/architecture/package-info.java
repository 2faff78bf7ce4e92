/** Tests. */
@NullMarked
package dev.bulkhead.architecture;

import org.jspecify.annotations.NullMarked;
