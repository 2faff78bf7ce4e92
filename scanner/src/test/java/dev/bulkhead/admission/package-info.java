/** Tests of the cluster's door. */
@NullMarked
package dev.bulkhead.admission;

import org.jspecify.annotations.NullMarked;
