/** What the engine's own code must keep to. */
@NullMarked
package dev.bulkhead.rego.architecture;

import org.jspecify.annotations.NullMarked;
