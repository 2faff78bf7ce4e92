package dev.bulkhead.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Span;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotReaderTest {
  private static final String PLATFORM =
      """
      {"name":"demo","declared":false,"scope":"partial","tenants":[],"tiers":[],"shared":[],
      "approvedRegistries":[],"approvedIssuers":[],"approvedExtensions":[],"breakGlassGroups":[],
      "secretReaders":[],"parameters":{"ratio":0.10}}\
      """;
  private static final String NAMESPACE =
      """
      {"kind":"Namespace","meta":{"id":"Namespace/_/acme","name":"acme","apiVersion":"v1",
      "resourceKind":"Namespace","labels":{},"annotations":{},"source":{"uri":"a.yaml","document":0,
      "pointer":"","span":{"startLine":1,"startColumn":1,"endLine":4,"endColumn":1},"collector":"file"}}}\
      """;
  private static final String POSITIONS =
      """
      {"a.yaml#0":[1,1,4,1,{"metadata":[3,1,3,9,[3,11,3,23,{"name":[3,12,3,16,[3,18,3,22]]}]]}]}\
      """;

  @Test
  void whatIsReadIsWrittenAsItWas() throws IOException, SnapshotException {
    Snapshot snapshot = read(text(PLATFORM, NAMESPACE, POSITIONS));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotWriter.write(snapshot, out);
    String digest = ",\"digest\":\"" + ContentDigest.of(snapshot) + "\"}";
    assertThat(out.toString(StandardCharsets.UTF_8).replace("\n", ""))
        .isEqualTo(text(PLATFORM, NAMESPACE, POSITIONS).replaceFirst("}$", digest));
    assertThat(read(out.toString(StandardCharsets.UTF_8)).entities())
        .isEqualTo(snapshot.entities());
    assertThat(
            Objects.requireNonNull(snapshot.positions().get("a.yaml#0"))
                .locate("/metadata/name")
                .span())
        .isEqualTo(new Span(3, 12, 3, 22));
  }

  @Test
  void aSnapshotThatWasChangedIsRefused() throws IOException, SnapshotException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SnapshotWriter.write(read(text(PLATFORM, NAMESPACE, POSITIONS)), out);
    String changed = out.toString(StandardCharsets.UTF_8).replace("0.10", "0.2");
    assertThatThrownBy(() -> read(changed))
        .hasMessage(
            "the snapshot was changed after it was taken: its digest is not that of its content; take it anew");
  }

  @Test
  void theDigestIsThatOfTheContentAndNotOfItsForm() throws IOException, SnapshotException {
    String one = text(PLATFORM, NAMESPACE, POSITIONS);
    String other = text(PLATFORM.replace("0.10", "0.1"), NAMESPACE, "{}");
    assertThat(ContentDigest.of(read(other))).isEqualTo(ContentDigest.of(read(one)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "[] → not a snapshot: it does not begin with its version",
        "{\"entities\":[]} → not a snapshot: it does not begin with its version",
        "{\"version\":2} → a snapshot of format 2; this version reads format 1, take the snapshot anew",
        "{\"version\":1} → not a snapshot: /platform is missing",
        "{\"version\":1,\"entities\":{}} → not a snapshot: entities is no list",
        "{\"version\":1,\"gaps\":[null]} → not a snapshot: /gaps/0 is null",
        "{\"version\":1,\"gaps\":[{\"code\":\"a\"}]} → not a snapshot (line 1, column 33): /incomplete is not what it should be",
        "{\"version\":1,\"inputs\":[{\"size\":1,\"documents\":0}]} → not a snapshot: /inputs/0/uri is missing",
        "{\"version\":1,\"digest\":{}} → not a snapshot: digest is no text",
        "{\"version\":1,\"other\":[]} → not a snapshot: unknown field \"other\"",
      })
  void whatIsNoSnapshotIsRefusedWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(SnapshotException.class).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "true",
    "[1]",
    "[1;2;3]",
    "{\"version\":1",
    "{\"version\":1;\"positions\":{\"a\":[1;1;1]}}",
    "{\"version\":1;\"positions\":{\"a\":[1;1;1;1;{\"b\":1}]}}",
    "{\"version\":1;\"entities\":[{\"kind\":\"java.lang.Runtime\"}]}",
    "{\"version\":1;\"entities\":[{}]}",
    "{\"version\":99999999999}"
  })
  void hostileTextIsNoInternalError(String text) {
    assertThatThrownBy(() -> read(text.replace(';', ','))).isInstanceOf(SnapshotException.class);
  }

  @Test
  void twoEntitiesCannotHaveOneId() {
    assertThatThrownBy(() -> read(text(PLATFORM, NAMESPACE + "," + NAMESPACE, POSITIONS)))
        .hasMessage("not a snapshot: two entities have the id Namespace/_/acme");
  }

  private static String text(String platform, String entities, String positions) {
    return "{\"version\":1,\"platform\":%s,\"entities\":[%s],\"inputs\":[],\"gaps\":[],\"positions\":%s}"
        .formatted(platform.replace("\n", ""), entities.replace("\n", ""), positions.strip());
  }

  private static Snapshot read(String text) throws IOException, SnapshotException {
    return SnapshotReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
