/**
 * The platform file {@code bulkhead.yaml}: reading, validation, inference of tenants, proposal of a
 * first file.
 */
@NullMarked
package dev.bulkhead.config;

import org.jspecify.annotations.NullMarked;
