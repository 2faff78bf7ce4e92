import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites jars so that the JVM's AOT cache takes their classes: it leaves out those of signed jars, and those of
 * Java 5, which have no stack maps and are verified anew at every start. Jars that need neither stay as they are.
 */
final class CacheableJars {
  /** The first version of class files whose stack maps are all that the verifier looks at is 51. */
  private static final int WITHOUT_STACK_MAPS = 49;

  private static final int REWRITTEN = 52;

  private final ClassFile classFile;

  private CacheableJars(ClassLoader libraries) {
    this.classFile =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(libraries)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  public static void main(String[] jars) throws IOException {
    var urls = new ArrayList<URL>();
    for (String jar : jars) {
      urls.add(Path.of(jar).toUri().toURL());
    }
    try (var libraries = new URLClassLoader(urls.toArray(URL[]::new))) {
      var rewriter = new CacheableJars(libraries);
      for (String jar : jars) {
        rewriter.rewrite(Path.of(jar));
      }
    }
  }

  private void rewrite(Path jar) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    boolean changed = false;
    try (var zip = new ZipFile(jar.toFile())) {
      List<? extends ZipEntry> all = Collections.list(zip.entries());
      for (ZipEntry entry : all) {
        if (isSignature(entry.getName())) {
          changed = true;
          continue;
        }
        byte[] content = zip.getInputStream(entry).readAllBytes();
        if (entry.getName().equals("META-INF/MANIFEST.MF")) {
          content = mainSection(content);
        }
        byte[] cacheable = entry.getName().endsWith(".class") ? cacheable(content) : null;
        changed |= cacheable != null;
        entries.put(entry.getName(), cacheable == null ? content : cacheable);
      }
    }
    if (changed) {
      write(jar, entries);
    }
  }

  /** The manifest without its sections for single entries: a signed jar has a digest of each there. */
  private static byte[] mainSection(byte[] manifest) {
    String text = new String(manifest, StandardCharsets.UTF_8).replace("\r\n", "\n");
    int end = text.indexOf("\n\n");
    return end < 0 ? manifest : text.substring(0, end + 2).getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isSignature(String name) {
    return name.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)");
  }

  /** The class as the cache takes it; null where it does as it is. */
  private byte[] cacheable(byte[] content) {
    return content[7] <= WITHOUT_STACK_MAPS ? withStackMaps(content) : PlainLinks.in(classFile, content);
  }

  private byte[] withStackMaps(byte[] content) {
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(REWRITTEN, 0);
          } else {
            builder.with(element);
          }
        };
    return classFile.transformClass(
        classFile.parse(content),
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL).andThen(version));
  }

  private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
    Path rewritten = jar.resolveSibling(jar.getFileName() + ".new");
    try (var zip = new ZipOutputStream(Files.newOutputStream(rewritten))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }
}
