<<<<<<< HEAD
/** What the reports look like. */
=======
/** Tests. */
>>>>>>> de40343 (Tests: reading, reports, secrets, architecture, and a whole platform with one change at a time)
@NullMarked
package dev.bulkhead.report;

import org.jspecify.annotations.NullMarked;
