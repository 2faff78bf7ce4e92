package dev.bulkhead.admission;

/**
 * A request that is no AdmissionReview that can be answered. The message says what was expected.
 */
public final class ReviewException extends Exception {
  private static final long serialVersionUID = 1L;

  ReviewException(String message) {
    super(message);
  }
}
