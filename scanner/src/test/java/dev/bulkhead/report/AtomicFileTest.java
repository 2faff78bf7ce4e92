package dev.bulkhead.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void writesAndReplacesAFileAndMakesItsFolders() throws IOException {
    Path target = folder.resolve("reports/out.json");
    AtomicFile.write(target, out -> out.write("one".getBytes(StandardCharsets.UTF_8)));
    AtomicFile.write(target, out -> out.write("two".getBytes(StandardCharsets.UTF_8)));
    assertThat(target).hasContent("two");
  }

  @Test
  void aFailureLeavesWhatWasThereAndNothingElse() throws IOException {
    Path target = Files.writeString(folder.resolve("out.json"), "before");
    assertThatThrownBy(() ->
            AtomicFile.write(
                target,
                out -> {
                  out.write(new byte[100_000]);
                  throw new IOException("No space left on device");
                }))
        .hasMessage("No space left on device");
    assertThat(target).hasContent("before");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(target);
    }
  }

  @Test
  void aSymbolicLinkStaysOne() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "before");
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("file"));
    AtomicFile.write(link, out -> out.write('x'));
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("x");
  }

  @Test
  void aFolderIsNoTarget() {
    assertThatThrownBy(() -> AtomicFile.write(folder, out -> out.write('x')))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a directory");
  }
}
