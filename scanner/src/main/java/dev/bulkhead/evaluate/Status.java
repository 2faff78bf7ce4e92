package dev.bulkhead.evaluate;

/**
 * The outcome of a control for an entity. UNKNOWN: the evidence that it needs was not collected;
 * never a pass.
 */
public enum Status {
  PASS,
  FAIL,
  WAIVED,
  NOT_APPLICABLE,
  UNKNOWN
}
