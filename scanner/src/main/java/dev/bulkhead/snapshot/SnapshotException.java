package dev.bulkhead.snapshot;

/** A file that is no snapshot, or none that this version reads. The message says where and why. */
public final class SnapshotException extends Exception {
  private static final long serialVersionUID = 1L;

  SnapshotException(String message) {
    super(message);
  }
}
