package dev.bulkhead.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Positions.Place;
import dev.bulkhead.model.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {
  @TempDir Path directory;

  private SourceReader.Result read(String name, String text) throws IOException {
    return read(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private SourceReader.Result read(String name, byte[] bytes) throws IOException {
    Files.write(directory.resolve(name), bytes);
    return new SourceReader(directory, Limits.STANDARD).read(List.of(directory));
  }

  private static List<String> codes(SourceReader.Result result) {
    return result.files().stream().flatMap(f -> f.gaps().stream()).map(Gap::code).toList();
  }

  private static NodePositions positions(SourceReader.Result result, int document) {
    return new NodePositions(result.files().getFirst().documents().get(document).root());
  }

  @Test
  void everyNodeKnowsItsPlace() throws IOException {
    var result =
        read(
            "a.yaml",
            "---\nkind: A\n---\nkind: B\nspec:\n  items:\n    - name: x\n      port: 80\n");

    assertThat(positions(result, 1).locate("/spec/items/0/port"))
        .isEqualTo(
            new Place(new Span(8, 7, 8, 15), new Span(8, 7, 8, 11), true, "/spec/items/0/port"));
  }

  @Test
  void whatIsAbsentIsFoundAtItsNearestAncestor() throws IOException {
    var result = read("a.yaml", "spec:\n  items:\n    - name: x\n");

    Place place = positions(result, 0).locate("/spec/items/0/securityContext/runAsUser");

    assertThat(place.exact()).isFalse();
    assertThat(place.pointer()).isEqualTo("/spec/items/0");
    assertThat(place.span()).isEqualTo(new Span(3, 7, 3, 14));
  }

  @Test
  void carriageReturnsAndAByteOrderMarkShiftNothing() throws IOException {
    var result = read("a.yaml", "\ufeffa: 1\r\nb:\r\n  c: 2\r\n");

    assertThat(positions(result, 0).locate("/b/c").span()).isEqualTo(new Span(3, 3, 3, 7));
  }

  @Test
  void anAliasBombIsAGapAndNotAnOutOfMemory() throws IOException {
    var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      bomb.append(
          "a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)));
    }

    assertThat(codes(read("bomb.yaml", bomb.toString()))).containsExactly("too-many-nodes");
  }

  @Test
  void deepNestingIsAGap() throws IOException {
    assertThat(codes(read("deep.yaml", "[".repeat(10_000) + "]".repeat(10_000))))
        .containsExactly("too-deep");
    assertThat(codes(read("deep.yaml", "[".repeat(90) + "]".repeat(90)))).isEmpty();
  }

  @Test
  void aCycleOfAnchorsIsAGap() throws IOException {
    assertThat(codes(read("cycle.yaml", "a: &a [*a]\n"))).containsExactly("yaml-syntax");
  }

  @Test
  void aDuplicateKeyIsReportedAndTheLaterValueHolds() throws IOException {
    var result = read("a.yaml", "a: 1\nb: 2\na: 3\n");

    assertThat(codes(result)).containsExactly("duplicate-key");
    assertThat(positions(result, 0).locate("/a").span()).isEqualTo(new Span(3, 1, 3, 5));
  }

  @Test
  void binaryFilesAreSkippedWithANotice() throws IOException {
    assertThat(codes(read("a.yaml", new byte[] {0, 1, 2, (byte) 0xff})))
        .containsExactly("not-text");
  }

  @Test
  void aTemplateIsNoBrokenYaml() throws IOException {
    assertThat(codes(read("a.yaml", "a: {{ .Values.x }}\n{{- if .Values.y }}\nb: 1\n{{- end }}\n")))
        .containsExactly("template-not-rendered");
  }

  @Test
  void ignoredFilesAreNotRead() throws IOException {
    Files.writeString(directory.resolve(".gitignore"), "secret/\n*.gen.yaml\n");
    Files.createDirectory(directory.resolve("secret"));
    Files.writeString(directory.resolve("secret/x.yaml"), "a: 1");
    Files.writeString(directory.resolve("y.gen.yaml"), "a: 1");

    assertThat(read("z.yaml", "a: 1").files())
        .extracting(f -> f.input() == null ? "" : f.input().uri())
        .containsExactly("z.yaml");
  }

  @Test
  void aLoopOfLinksEnds() throws IOException {
    Files.createSymbolicLink(directory.resolve("loop"), directory);

    assertThat(read("z.yaml", "a: 1").files()).hasSize(1);
  }

  @Test
  void aMissingFileIsAGap() {
    var result =
        new SourceReader(directory, Limits.STANDARD)
            .read(List.of(directory.resolve("nowhere.yaml")));

    assertThat(result.gaps()).extracting(Gap::code).containsExactly("not-found");
  }
}
