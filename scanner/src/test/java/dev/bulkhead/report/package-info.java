/** What the reports look like. */
@NullMarked
package dev.bulkhead.report;

import org.jspecify.annotations.NullMarked;
