package dev.bulkhead.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher rewrites jars for the AOT cache; what their classes do stays the same. */
class CacheableJarsTest {
  private static Path jar = Path.of("");

  @BeforeAll
  static void rewritesAJar(@TempDir Path directory) throws IOException, InterruptedException {
    jar = directory.resolve("some.jar");
    writeJar();
    Process rewriter =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                Path.of("..", "build", "CacheableJars.java").toString(),
                jar.toString())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(
            rewriter.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(rewriter.waitFor()).as(said).isZero();
  }

  @Test
  void switchesAndRecordsDoWhatTheyDid() throws Exception {
    try (var loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Class<?> rewritten = loader.loadClass(LinkedAtFirstUse.class.getName());
      var answers = (Supplier<?>) rewritten.getConstructor().newInstance();
      assertThat(answers.get()).isEqualTo(new LinkedAtFirstUse().get());
    }
  }

  @Test
  void nothingIsLeftThatMakesAClassAtEachStart() throws IOException {
    assertThat(bootstraps()).containsExactly("makeConcatWithConstants", "toString");
  }

  private static void writeJar() throws IOException {
    Path classes = Path.of("target", "test-classes", "dev", "bulkhead", "launcher");
    try (var out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.list(classes)) {
      for (Path file : files.toList()) {
        if (file.getFileName().toString().startsWith("LinkedAtFirstUse")) {
          out.putNextEntry(new JarEntry("dev/bulkhead/launcher/" + file.getFileName()));
          out.write(Files.readAllBytes(file));
        }
      }
    }
  }

  /** Names of the calls that are linked at first use. */
  private static TreeSet<String> bootstraps() throws IOException {
    var names = new TreeSet<String>();
    try (var opened = new JarFile(jar.toFile())) {
      List<JarEntry> entries = opened.stream().toList();
      for (JarEntry entry : entries) {
        byte[] content = opened.getInputStream(entry).readAllBytes();
        ClassFile.of().parse(content).methods().stream()
            .flatMap(m -> m.code().stream())
            .flatMap(c -> c.elementStream())
            .filter(InvokeDynamicInstruction.class::isInstance)
            .map(i -> Objects.requireNonNull((InvokeDynamicInstruction) i).name().stringValue())
            .forEach(names::add);
      }
    }
    return names;
  }
}
