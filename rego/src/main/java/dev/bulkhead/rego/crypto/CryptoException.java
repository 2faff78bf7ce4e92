package dev.bulkhead.rego.crypto;

/** Text that is no key, certificate or encoding of the kind wanted; worded as Go does. */
public final class CryptoException extends Exception {
  private static final long serialVersionUID = 1L;

  public CryptoException(String message) {
    super(message, null, false, false);
  }
}
