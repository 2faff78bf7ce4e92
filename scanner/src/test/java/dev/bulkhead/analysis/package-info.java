/** Tests of derived facts. */
@NullMarked
package dev.bulkhead.analysis;

import org.jspecify.annotations.NullMarked;
