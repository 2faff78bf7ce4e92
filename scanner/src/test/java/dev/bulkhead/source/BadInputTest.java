package dev.bulkhead.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be read is said, and where; what can be read in spite of a flaw is read. */
class BadInputTest {
  @TempDir Path directory;

  private SourceReader.Result read(String name, byte[] bytes) throws IOException {
    Files.write(directory.resolve(name), bytes);
    return new SourceReader(directory, Limits.STANDARD).read(List.of(directory));
  }

  private static List<String> described(SourceReader.Result result) {
    return Stream.concat(
            result.gaps().stream(), result.files().stream().flatMap(f -> f.gaps().stream()))
        .map(BadInputTest::describe)
        .toList();
  }

  private static String describe(Gap gap) {
    Span at = gap.span();
    return (gap.incomplete() ? "" : "notice ")
        + gap.code()
        + (at == null ? "" : " " + at.startLine() + ":" + at.startColumn());
  }

  static Stream<Arguments> flaws() {
    String deep = "[".repeat(200) + "]".repeat(200);
    return Stream.of(
        row("one Latin-1 byte", "a.yaml", "a: caf\u00e9".getBytes(ISO_8859_1), "notice not-utf8"),
        row("UTF-16 without a mark", "a.yaml", "a: b".getBytes(UTF_16LE)),
        row("a zero byte", "a.yaml", "a: \0", "not-text"),
        row(
            "bytes of a program",
            "a.conf",
            new byte[] {0x7f, 'E', 'L', 'F', 2, 0, (byte) 0xff},
            "not-text"),
        row(
            "a key in binary form",
            "a.key",
            new byte[] {0x30, (byte) 0x82, 0, 1},
            "notice not-text"),
        row("text behind a JSON value", "a.json", "{\"a\": 1}\n}", "json-syntax 2:1"),
        row(
            "a JSON key that stands twice",
            "a.json",
            "{\"a\": 1,\n \"a\": 2}",
            "duplicate-key 2:2"),
        row("JSON with comments", "a.json", "{\n// why\n\"a\": 1}", "notice json-comments 2:1"),
        row("JSON nested too deep", "a.json", deep, "too-deep 1:102"),
        row("an empty JSON file", "a.json", ""),
        row("TOML nested too deep", "a.toml", "a = " + deep, "too-deep 1:105"),
        row(
            "TOML keys nested too deep",
            "a.toml",
            "a" + ".a".repeat(20_000) + " = 1",
            "too-deep 1:202"),
        row("brackets in a TOML string", "a.toml", "a = \"" + deep + "\" # " + deep),
        row("YAML of aliases nested too deep", "a.yaml", ladder(), "too-deep 3:54"),
        row("an escape without a character", "a.yaml", "a: \"\\UFFFFFFFF\"", "yaml-syntax 1:2"),
        row(
            "a template of Helm",
            "a.yaml",
            "kind: A\nreplicas: {{ .x }}\n",
            "template-not-rendered 2:11"),
        row(
            "a template of Helm in quotes",
            "a.yaml",
            "apiVersion: v1\nkind: A\na: \"{{ .Values.x }}\"",
            "template-not-rendered 3:4"),
        row("values for Helm", "a.yaml", "a: \"{{ .Values.x }}\""),
        row(
            "a template of Jinja",
            "a.yaml",
            "{% if x %}\na: 1\n{% endif %}",
            "template-not-rendered 1:1"),
        row(
            "a template of Traefik in quotes that it breaks",
            "a.yaml",
            "http:\n  rule: \"Host(`a.{{env \"X\"}}`)\"\n",
            "template-not-rendered 2:18"),
        row("a template of TOML", "a.toml", "a = {{ env \"X\" }}", "template-not-rendered 1:5"),
        row(
            "a template of a configuration",
            "odoo.conf",
            "[options]\nadmin_passwd = {{ pw }}\n",
            "template-not-rendered 2:16"),
        row(
            "a template by its name",
            "np.yaml.j2",
            "apiVersion: v1\nkind: A\na: {{ x }}",
            "template-not-rendered 3:4"),
        row("a template by its name that is plain", "np.yaml.tpl", "apiVersion: v1\nkind: A\n"),
        row("braces of Argo CD in quotes", "a.yaml", "a: '{{ cluster }}'"),
        row("a .conf of something else", "nginx.conf", "server {\n}\n", "notice not-recognised"));
  }

  private static Arguments row(String name, String file, String text, String... gaps) {
    return row(name, file, text.getBytes(UTF_8), gaps);
  }

  private static Arguments row(String name, String file, byte[] bytes, String... gaps) {
    return Arguments.of(name, file, bytes, List.of(gaps));
  }

  /** Three documents' worth of nesting, each inside the next by an alias. */
  private static String ladder() {
    String open = "[".repeat(45);
    String close = "]".repeat(45);
    return "a: &a %1$s%2$s\nb: &b %1$s*a%2$s\nc: &cc %1$s *b%2$s\n".formatted(open, close);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("flaws")
  void isSaidWithItsPlace(String name, String file, byte[] bytes, List<String> gaps)
      throws IOException {
    assertThat(described(read(file, bytes))).isEqualTo(gaps);
  }

  @Test
  void onlySoManyDuplicateKeysAreListed() throws IOException {
    assertThat(described(read("a.yaml", "a: 1\n".repeat(1_000).getBytes(UTF_8)))).hasSize(21);
  }

  @Test
  void severalValuesInOneJsonFileAreSeveralDocuments() throws IOException {
    var result = read("a.json", "{\"a\": 1} {\"a\": 2}".getBytes(UTF_8));

    assertThat(result.files().getFirst().documents()).hasSize(2);
  }

  @Test
  void columnsCountUtf16CodeUnits() throws IOException {
    var yaml = read("a.yaml", "\"\uD83D\uDEA2\": {b: 1}\n".getBytes(UTF_8));
    assertThat(place(yaml, "/\uD83D\uDEA2/b")).isEqualTo(new Span(1, 8, 1, 12));

    Files.delete(directory.resolve("a.yaml"));
    var toml = read("a.toml", "a = [\"\uD83D\uDEA2\", 1]\n".getBytes(UTF_8));
    assertThat(place(toml, "/a/1").startColumn()).isEqualTo(12);
  }

  private static Span place(SourceReader.Result result, String pointer) {
    Node root = result.files().getFirst().documents().getFirst().root();
    return new NodePositions(root).locate(pointer).span();
  }

  @Test
  void whatAUserNamesMustBeUnderstood() throws IOException {
    Path file = Files.writeString(directory.resolve("notes.rst"), "words");

    var result = new SourceReader(directory, Limits.STANDARD).read(List.of(file));

    assertThat(described(result)).containsExactly("not-recognised");
  }

  @Test
  void aFileLargerThanAllowedIsNotRead() throws IOException {
    Files.writeString(directory.resolve("a.yaml"), "a: 1\n");

    var result =
        new SourceReader(directory, Limits.STANDARD.withFileBytes(4)).read(List.of(directory));

    assertThat(described(result)).containsExactly("file-too-large");
  }

  @Test
  void aFileThatGoesAwayIsAGap() throws IOException {
    Path file = Files.writeString(directory.resolve("a.yaml"), "a: 1\n");
    var reader = new SourceReader(directory, Limits.STANDARD);
    SourceReader.Found found = reader.find(List.of(directory));
    Files.delete(file);

    assertThat(described(reader.read(found))).containsExactly("unreadable");
  }
}
