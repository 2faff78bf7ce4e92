/**
 * What a platform is made of: immutable records, one per thing an operator would name. Knows
 * nothing of files, clusters or rules. The JSON form of these records is what policies see as
 * {@code input} and {@code data.platform}: a component that is null is absent there, names are the
 * components' names.
 *
 * <p>JSON Pointers in the model (components named {@code pointer}) are relative to the entity's own
 * root object, for example {@code /spec/template/spec/containers/1}, so that a finding's path is
 * such a pointer with something appended.
 */
@NullMarked
package dev.bulkhead.model;

import org.jspecify.annotations.NullMarked;
