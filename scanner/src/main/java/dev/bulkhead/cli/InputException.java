package dev.bulkhead.cli;

/** Something the user gave that cannot be used; the message says what and what to do. */
final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InputException(String message) {
    super(message, null, false, false);
  }
}
