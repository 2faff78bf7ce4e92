package dev.bulkhead.rego.differential;

/** Compiles and evaluates a program. */
interface Runner {
  Outcome run(Program program);
}
