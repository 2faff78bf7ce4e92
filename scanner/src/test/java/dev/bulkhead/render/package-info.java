/** Tests of rendering, on small charts and overlays, broken ones among them. */
@NullMarked
package dev.bulkhead.render;

import org.jspecify.annotations.NullMarked;
