/** Traefik's custom resources, dynamic files and static configuration. */
@NullMarked
package dev.bulkhead.normalize.traefik;

import org.jspecify.annotations.NullMarked;
