package dev.bulkhead.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulkhead schema}. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = "Prints the JSON Schema of a file that Bulkhead reads or writes.",
    footer = {
      "",
      "Editors check bulkhead.yaml as you type:",
      "  bulkhead schema platform > bulkhead.schema.json",
      "and, as first line of bulkhead.yaml:",
      "  # yaml-language-server: $$schema=bulkhead.schema.json"
    })
final class SchemaCommand implements Callable<Integer> {
  private static final List<String> NAMES =
      List.of("platform", "waivers", "frameworks", "snapshot", "report");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description =
          "platform (bulkhead.yaml), waivers (waivers.yaml), frameworks (frameworks.yaml), snapshot,"
              + " or report (-o json).")
  private String name = "";

  @Override
  public Integer call() throws IOException {
    if (!NAMES.contains(name)) {
      throw new InputException(
          "no schema is called \"" + name + "\"; schemas: " + String.join(", ", NAMES));
    }
    String file = "/bulkhead/schema/" + name + ".schema.json";
    try (InputStream in = SchemaCommand.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("the schema is missing from this build");
      }
      PrintWriter out = spec.commandLine().getOut();
      out.print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      out.flush();
    }
    return Main.CLEAN;
  }
}
