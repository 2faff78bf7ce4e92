package dev.bulkhead.evaluate;

import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.image.ModuleImage;
import dev.bulkhead.rego.syntax.Module;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The controls and helpers that come with the program.
 *
 * <p>They are parsed when the program is built: the image of their syntax trees lies beside them,
 * and names the very files that it was made of. Where it is missing or names others, the sources
 * are parsed.
 *
 * @param modules in the order of their names
 * @param digest SHA-256 over all sources, in the order of their names
 */
record BuiltInControls(List<Module> modules, String digest) {
  private static final String SOURCES = "bulkhead/policies/";
  private static final String IMAGE = "bulkhead/policies.image";

  /** Lengths of the image's head: what tells its files, and the digest of their texts. */
  private static final int DIGEST_LENGTH = 32;

  /**
   * @throws IOException where they cannot be read
   * @throws RegoException where one of them does not parse
   */
  static BuiltInControls load() throws IOException {
    JarFile jar = jar();
    BuiltInControls known = jar == null ? null : fromImage(directoryDigest(jar));
    return known == null ? parsed() : known;
  }

  /**
   * Writes the image for the jar of the controls on the class path; the build calls this.
   *
   * @param args the file to write
   */
  public static void main(String[] args) throws IOException {
    JarFile jar = jar();
    if (jar == null) {
      throw new IOException("the controls are not in a jar");
    }
    BuiltInControls parsed = parsed();
    try (var out = Files.newOutputStream(Path.of(args[0]))) {
      out.write(directoryDigest(jar));
      out.write(HexFormat.of().parseHex(parsed.digest));
      out.write(ModuleImage.write(parsed.modules));
    }
  }

  private static BuiltInControls parsed() throws IOException {
    Map<String, String> sources = sources();
    MessageDigest sha = Fingerprint.newDigest();
    sources.forEach((name, source) -> update(sha, name, source));
    return new BuiltInControls(Rego.parse(sources), HexFormat.of().formatHex(sha.digest()));
  }

  /** Adds a source to a digest of sources. */
  static void update(MessageDigest sha, String name, String source) {
    sha.update(name.getBytes(StandardCharsets.UTF_8));
    sha.update(source.getBytes(StandardCharsets.UTF_8));
  }

  /** What the image holds; null where there is none of these very files. */
  private static @Nullable BuiltInControls fromImage(byte[] files) throws IOException {
    try (InputStream in = BuiltInControls.class.getClassLoader().getResourceAsStream(IMAGE)) {
      if (in == null || !Arrays.equals(in.readNBytes(DIGEST_LENGTH), files)) {
        return null;
      }
      String digest = HexFormat.of().formatHex(in.readNBytes(DIGEST_LENGTH));
      return new BuiltInControls(ModuleImage.read(in.readAllBytes()), digest);
    }
  }

  /** The sources by file name, such as {@code lib/route.rego}. */
  static Map<String, String> sources() throws IOException {
    JarFile jar = jar();
    if (jar == null) {
      return unpacked(location());
    }
    var out = new TreeMap<String, String>();
    for (JarEntry entry : entries(jar)) {
      try (InputStream in = jar.getInputStream(entry)) {
        out.put(
            entry.getName().substring(SOURCES.length()),
            new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return out;
  }

  /** Names the files of the jar as its directory does, without a look into them. */
  private static byte[] directoryDigest(JarFile jar) {
    var files = new StringBuilder();
    for (JarEntry entry : entries(jar)) {
      files.append(entry.getName()).append(' ').append(entry.getSize()).append(' ');
      files.append(entry.getCrc()).append('\n');
    }
    return Fingerprint.newDigest().digest(files.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static List<JarEntry> entries(JarFile jar) {
    return jar.stream()
        .filter(e -> e.getName().startsWith(SOURCES) && e.getName().endsWith(".rego"))
        .toList();
  }

  private static URL location() throws IOException {
    URL url = BuiltInControls.class.getClassLoader().getResource(SOURCES + "lib");
    if (url == null) {
      throw new IOException("the built-in controls are missing from this build");
    }
    return url;
  }

  /** The jar of the controls; null where they lie in a directory. */
  private static @Nullable JarFile jar() throws IOException {
    URL url = location();
    return url.getProtocol().equals("jar")
        ? ((JarURLConnection) url.openConnection()).getJarFile()
        : null;
  }

  private static Map<String, String> unpacked(URL lib) throws IOException {
    try {
      Path root = Path.of(lib.toURI()).getParent();
      var out = new TreeMap<String, String>();
      if (root != null) {
        directory(root)
            .forEach((file, text) -> out.put(root.relativize(Path.of(file)).toString(), text));
      }
      return out;
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** The modules of a directory by file name, tests left out. */
  static Map<String, String> directory(Path directory) throws IOException {
    var out = new TreeMap<String, String>();
    for (Path file :
        PolicyDirectory.files(
            directory, name -> name.endsWith(".rego") && !name.endsWith("_test.rego"))) {
      out.put(file.toString(), Files.readString(file));
    }
    return out;
  }
}
