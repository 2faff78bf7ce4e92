package dev.bulkhead.admission;

/** Settings that cannot be used. The message says where and why, a line for each mistake. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  public SettingsException(String message) {
    super(message);
  }
}
