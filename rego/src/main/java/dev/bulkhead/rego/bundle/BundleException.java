package dev.bulkhead.rego.bundle;

import java.io.IOException;

/** A bundle or data document that cannot be used; the message names the file and says why. */
public final class BundleException extends IOException {
  private static final long serialVersionUID = 1L;

  BundleException(String message) {
    super(message);
  }
}
