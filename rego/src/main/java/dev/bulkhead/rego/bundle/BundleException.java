package dev.bulkhead.rego.bundle;

import java.io.IOException;

/** A bundle or data document that cannot be used; the message names the file and says why. */
public final class BundleException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String message;

  BundleException(String message) {
    super(message);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
