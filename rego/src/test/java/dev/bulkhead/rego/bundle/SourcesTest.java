package dev.bulkhead.rego.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.syntax.Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and directories as sources, as {@code opa eval --data} reads them. */
class SourcesTest {
  @TempDir private Path directory = Path.of("");

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.resolveSibling("x").getParent());
    return Files.writeString(file, text);
  }

  @Test
  void foldersSayWhereDocumentsBelong() throws IOException {
    write("a.rego", "package a\n");
    write("any-name.json", "{\"top\": 1}");
    write("roles/eu/list.yaml", "admins: [ann]");
    write("notes.txt", "ignored");
    Sources sources = Sources.read(List.of(directory), Limits.STANDARD);
    assertThat(sources.modules())
        .extracting(Module::file)
        .containsExactly(directory.resolve("a.rego").toString());
    assertThat(sources.data())
        .hasToString("{\"roles\": {\"eu\": {\"admins\": [\"ann\"]}}, \"top\": 1}");
  }

  @Test
  void aSingleDocumentBelongsAtTheRoot() throws IOException {
    Path file = write("roles/list.json", "{\"admins\": []}");
    assertThat(Sources.read(List.of(file), Limits.STANDARD).data()).hasToString("{\"admins\": []}");
  }

  @Test
  void aDocumentAtTheRootThatIsNoObjectIsRefused() throws IOException {
    Path file = write("list.json", "[1]");
    assertThatThrownBy(() -> Sources.read(List.of(file), Limits.STANDARD))
        .isInstanceOf(BundleException.class)
        .hasMessage(file + ": a document at the root of data must be an object, and not an array");
  }

  @Test
  void sourcesCanBePutTogetherUnlessTheyContradictEachOther() throws IOException {
    Sources one = Sources.read(List.of(write("1.json", "{\"a\": {\"x\": 1}}")), Limits.STANDARD);
    Sources two = Sources.read(List.of(write("2.json", "{\"a\": {\"y\": 2}}")), Limits.STANDARD);
    assertThat(one.and(two).data()).hasToString("{\"a\": {\"x\": 1, \"y\": 2}}");
    assertThatThrownBy(() -> one.and(one))
        .hasMessage("the second data: another document has a value at data.a.x already");
  }

  @Test
  void errorsOfAllModulesAreReported() throws IOException {
    write("a.rego", "package a\np :=");
    write("b.rego", "pakage b");
    assertThatThrownBy(() -> Sources.read(List.of(directory), Limits.STANDARD))
        .isInstanceOfSatisfying(RegoException.class, e -> assertThat(e.errors()).hasSize(2));
  }

  @Test
  void whatIsNotThereOrOfNoKnownKindIsNamed() throws IOException {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> Sources.read(List.of(missing), Limits.STANDARD))
        .isInstanceOf(NoSuchFileException.class);
    Path text = write("notes.txt", "x");
    assertThatThrownBy(() -> Sources.read(List.of(text), Limits.STANDARD))
        .hasMessage(
            text
                + ": neither a policy (.rego) nor a document (.json, .yaml, .yml) nor a bundle (.tar.gz)");
  }
}
