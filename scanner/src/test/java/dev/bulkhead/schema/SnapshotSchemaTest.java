package dev.bulkhead.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bulkhead.cli.Main;
import dev.bulkhead.model.Snapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema of snapshots is made from the records and their Javadoc. */
class SnapshotSchemaTest {
  @TempDir Path folder;

  @Test
  void thePublishedSchemaIsThatOfTheRecords() throws IOException {
    String generated = generated();
    Path published = Schemas.file("snapshot");
    if (Boolean.getBoolean("golden.refresh")) {
      Files.writeString(published, generated);
    }
    assertThat(Files.exists(published) ? Files.readString(published) : "")
        .as(
            "the model changed: mvn test -pl scanner -am -Dtest=SnapshotSchemaTest -Dgolden.refresh=true writes %s anew",
            published)
        .isEqualTo(generated);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../fixtures/retail", "../fixtures/training"})
  void snapshotsFollowTheSchema(String input) throws IOException {
    Path file = folder.resolve("s.json");
    var err = new StringWriter();
    String[] args = {"snapshot", input, "-o", file.toString(), "--allow-incomplete"};
    int code = Main.execute(args, new PrintWriter(new StringWriter()), new PrintWriter(err, true));
    assertThat(code).as(err.toString()).isZero();
    assertThat(Schemas.errors("snapshot", Files.readString(file))).isEmpty();
  }

  @Test
  void theSchemaRefusesWhatIsNoSnapshot() throws IOException {
    assertThat(
            Schemas.errors("snapshot", "{\"version\": 1, \"entities\": [{\"kind\": \"Nothing\"}]}"))
        .isNotEmpty();
  }

  private static String generated() throws IOException {
    RecordDocs docs = RecordDocs.of(Path.of("src/main/java/dev/bulkhead/model"));
    ObjectNode schema =
        new RecordSchema(docs)
            .of(
                Snapshot.class,
                "https://bulkhead.dev/schema/snapshot.schema.json",
                "Bulkhead snapshot");
    ((ObjectNode) schema.at("/properties/version")).put("const", Snapshot.VERSION);
    ((ObjectNode) schema.get("properties"))
        .putObject("digest")
        .put("type", "string")
        .put("pattern", "^[0-9a-f]{64}$")
        .put(
            "description",
            "SHA-256 over the content without positions and itself; digests of secret values count by which are equal");
    var indent = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter()
            .withSeparators(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
            .withObjectIndenter(indent)
            .withArrayIndenter(indent);
    return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
  }
}
