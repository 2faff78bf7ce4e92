package dev.bulkhead.rego.bundle;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads a gzipped tar archive into memory. Nothing is written to disk. */
final class Archive {
  private Archive() {}

  /**
   * The files by their paths, without a slash in front.
   *
   * @throws BundleException where the archive is broken, too large, or has a path that leads out
   */
  static Map<String, byte[]> read(InputStream in, Limits limits) throws IOException {
    var out = new LinkedHashMap<String, byte[]>();
    var reads = new FileReads(limits);
    try (var tar =
        new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(in)), "UTF-8")) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.isDirectory()) {
          continue;
        }
        String path = path(entry.getName());
        if (!entry.isFile() || entry.isSymbolicLink() || entry.isLink()) {
          throw new BundleException(path + " is no regular file; links are not followed");
        }
        if (out.putIfAbsent(path, reads.read(path, tar)) != null) {
          throw new BundleException(path + " stands twice in the bundle");
        }
      }
    } catch (BundleException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new BundleException("no gzipped tar archive, or a broken one: " + e.getMessage());
    }
    return out;
  }

  /** The path without {@code .} and empty parts. */
  private static String path(String name) throws BundleException {
    List<String> parts = new ArrayList<>();
    for (String part : name.split("/", -1)) {
      if (part.equals("..") || part.indexOf('\\') >= 0 || part.indexOf('\0') >= 0) {
        throw new BundleException("the path " + name + " leads out of the bundle");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }
}
