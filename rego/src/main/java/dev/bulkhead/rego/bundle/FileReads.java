package dev.bulkhead.rego.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads files one after the other and holds them to the limits. */
final class FileReads {
  private final Limits limits;
  private long total;
  private int files;

  FileReads(Limits limits) {
    this.limits = limits;
  }

  byte[] read(String name, InputStream in) throws IOException {
    if (++files > limits.files()) {
      throw new BundleException("more than " + limits.files() + " files");
    }
    var out = new ByteArrayOutputStream();
    var buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      total += n;
      if (out.size() + (long) n > limits.fileBytes()) {
        throw new BundleException(name + " has more than " + limits.fileBytes() + " bytes");
      }
      if (total > limits.totalBytes()) {
        throw new BundleException("more than " + limits.totalBytes() + " bytes in all");
      }
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }
}
