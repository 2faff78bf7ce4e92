/**
 * What follows from the whole: ownership, network reachability, effective RBAC, host ownership.
 * Knows only the model.
 */
@NullMarked
package dev.bulkhead.analysis;

import org.jspecify.annotations.NullMarked;
