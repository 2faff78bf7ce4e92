package dev.bulkhead.isolation;

/** Whether tenants are isolated from each other, from the best to the worst. */
public enum State {
  /** Controls judged what there is, and none found a way. */
  PROVEN,
  /** Evidence is missing. */
  UNKNOWN,
  /** A way from one to the other was found. */
  BROKEN
}
