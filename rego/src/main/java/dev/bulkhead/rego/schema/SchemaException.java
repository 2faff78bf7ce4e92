package dev.bulkhead.rego.schema;

/** A schema that is none, or that cannot be held against a value. */
public final class SchemaException extends Exception {
  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message, null, false, false);
  }

  static SchemaException invalidType(String expected, String given) {
    return new SchemaException("Invalid type. Expected: " + expected + ", given: " + given);
  }

  static SchemaException mustBeAn(String keyword, String type) {
    return new SchemaException(keyword + " must be of an " + type);
  }

  static SchemaException mustBeA(String keyword, String type) {
    return new SchemaException(keyword + " must be of a " + type);
  }

  static SchemaException mustBeOfType(String what, String type) {
    return new SchemaException(what + " must be of type " + type);
  }
}
