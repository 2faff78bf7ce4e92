/** What the commands do. */
@NullMarked
package dev.bulkhead.cli;

import org.jspecify.annotations.NullMarked;
