/**
 * The cluster's door: judges AdmissionReviews by the same controls, model and waivers as a scan.
 * Knows everything but the command line and reports, and is known by the command line only.
 */
@NullMarked
package dev.bulkhead.admission;

import org.jspecify.annotations.NullMarked;
