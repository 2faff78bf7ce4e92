package dev.bulkhead.rego.graphql;

/** Kinds of values, in the order of gqlparser's numbers. */
enum ValueKind {
  VARIABLE,
  INT,
  FLOAT,
  STRING,
  BLOCK,
  BOOLEAN,
  NULL,
  ENUM,
  LIST,
  OBJECT
}
