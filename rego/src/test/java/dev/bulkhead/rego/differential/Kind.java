package dev.bulkhead.rego.differential;

/** The types of terms that are generated, so that most programs mean something. */
enum Kind {
  NUMBER,
  STRING,
  BOOLEAN,
  ARRAY,
  SET,
  OBJECT
}
