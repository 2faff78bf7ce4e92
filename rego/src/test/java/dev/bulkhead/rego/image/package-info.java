/** Tests of images. */
@NullMarked
package dev.bulkhead.rego.image;

import org.jspecify.annotations.NullMarked;
