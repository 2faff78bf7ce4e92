/**
 * Files that users write for the program: the platform file {@code bulkhead.yaml} (reading,
 * validation, inference of tenants, proposal of a first file), waivers, and what they bring beside
 * the built-in controls.
 */
@NullMarked
package dev.bulkhead.config;

import org.jspecify.annotations.NullMarked;
