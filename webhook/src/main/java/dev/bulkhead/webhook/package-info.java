/**
 * The server of the admission webhook: TLS, deadlines, shedding, metrics, the decision log, reload.
 * What it decides is {@code dev.bulkhead.admission}'s.
 */
@NullMarked
package dev.bulkhead.webhook;

import org.jspecify.annotations.NullMarked;
