/**
 * Turns charts and overlays into the documents that they make, with places in the files that a
 * person wrote. Renders in a process of its own, without network, cluster or plugins, on copies
 * that hold nothing from outside the scanned tree.
 */
@NullMarked
package dev.bulkhead.render;

import org.jspecify.annotations.NullMarked;
