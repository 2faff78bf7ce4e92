/** Tests of keys and certificates. */
@NullMarked
package dev.bulkhead.rego.crypto;

import org.jspecify.annotations.NullMarked;
