package dev.bulkhead.rego.schema;

/**
 * Where a value does not fit its schema.
 *
 * @param type for example {@code invalid_type}
 * @param field the place in the document, {@code (root)} for all of it
 * @param description what is wrong
 */
public record SchemaError(String type, String field, String description) {}
