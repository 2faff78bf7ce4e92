/**
 * The isolation matrix: for each tenant and layer whether the others are kept out, from the
 * outcomes of the controls of the layer. Knows assessments and the model.
 */
@NullMarked
package dev.bulkhead.isolation;

import org.jspecify.annotations.NullMarked;
