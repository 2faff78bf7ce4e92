/** Tests of bundles and of sources on disk. */
@NullMarked
package dev.bulkhead.rego.bundle;

import org.jspecify.annotations.NullMarked;
