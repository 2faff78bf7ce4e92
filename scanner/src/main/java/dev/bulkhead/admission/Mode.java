package dev.bulkhead.admission;

/** What becomes of a finding: the request is refused, its author warned, or it is only recorded. */
public enum Mode {
  ENFORCE,
  WARN,
  AUDIT
}
