/**
 * Where modules and data come from: files, directories, and OPA bundles with their manifests and
 * signatures. Everything that is read is bounded, because bundles come from elsewhere.
 */
@NullMarked
package dev.bulkhead.rego.bundle;

import org.jspecify.annotations.NullMarked;
