/** Tests of configuration files. */
@NullMarked
package dev.bulkhead.normalize.files;

import org.jspecify.annotations.NullMarked;
