/** Tests. */
@NullMarked
package dev.bulkhead.normalize.traefik;

import org.jspecify.annotations.NullMarked;
