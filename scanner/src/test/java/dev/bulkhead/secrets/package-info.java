/** Tests. */
@NullMarked
package dev.bulkhead.secrets;

import org.jspecify.annotations.NullMarked;
