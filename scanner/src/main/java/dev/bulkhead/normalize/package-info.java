/**
 * What a document means: turns documents into entities, one normalizer for each kind of document.
 */
@NullMarked
package dev.bulkhead.normalize;

import org.jspecify.annotations.NullMarked;
