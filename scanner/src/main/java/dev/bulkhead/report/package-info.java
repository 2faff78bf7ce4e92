/** Renders an assessment. Decides nothing. */
@NullMarked
package dev.bulkhead.report;

import org.jspecify.annotations.NullMarked;
