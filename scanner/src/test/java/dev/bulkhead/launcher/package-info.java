/** What the launcher does to the built jars. */
@NullMarked
package dev.bulkhead.launcher;

import org.jspecify.annotations.NullMarked;
