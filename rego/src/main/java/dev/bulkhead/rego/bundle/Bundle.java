package dev.bulkhead.rego.bundle;

import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.value.ObjectValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An OPA bundle: policies and data under the conventions of <a
 * href="https://www.openpolicyagent.org/docs/management-bundles">OPA's bundle format</a>. Data
 * documents are the files {@code data.json}, {@code data.yaml} and {@code data.yml}; their folder
 * says where they belong below {@code data}.
 *
 * @param wasm the compiled policies ({@code policy.wasm}) by their paths
 */
public record Bundle(
    Manifest manifest, List<Module> modules, ObjectValue data, Map<String, byte[]> wasm) {

  /**
   * Reads a bundle: an archive ({@code .tar.gz}) or a directory of the same layout.
   *
   * @param verification the keys against which the signature is checked; null where it is not
   * @throws BundleException where the bundle is broken, too large or not signed as it should be
   * @throws RegoException where modules do not parse, with all errors
   */
  public static Bundle read(Path path, Limits limits, @Nullable Verification verification)
      throws IOException {
    if (Files.isDirectory(path)) {
      return new BundleReader(path.toString(), verification).read(Directory.read(path, limits));
    }
    try (InputStream in = Files.newInputStream(path)) {
      return read(path.toString(), in, limits, verification);
    }
  }

  /**
   * Reads an archive from a stream.
   *
   * @param name what errors and locations call the bundle
   */
  public static Bundle read(
      String name, InputStream in, Limits limits, @Nullable Verification verification)
      throws IOException {
    Map<String, byte[]> files;
    try {
      files = Archive.read(in, limits);
    } catch (BundleException e) {
      throw new BundleException(name + ": " + e.getMessage());
    }
    return new BundleReader(name, verification).read(files);
  }
}
