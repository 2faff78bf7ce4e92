package dev.bulkhead.cli;

import dev.bulkhead.analysis.Analysis;
import dev.bulkhead.evaluate.Baseline;
import dev.bulkhead.evaluate.Stage;
import dev.bulkhead.evaluate.Stage.Given;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.rego.tool.JsonOutput;
import dev.bulkhead.report.AtomicFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bulkhead policy input}. */
@Command(
    name = "input",
    mixinStandardHelpOptions = true,
    description =
        "Prints what controls see of an entity as their input; without --entity the ids of all entities.")
final class PolicyInputCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-e", "--entity"},
      paramLabel = "ID",
      description = "For example Workload:Deployment/north/odoo.")
  private @Nullable String entity;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Also write the documents below data there, for policy eval -d.")
  private @Nullable Path data;

  @Mixin private OwnPolicies policies = new OwnPolicies();

  @Mixin private InputOptions input = new InputOptions();

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Given> given = stage().given();
    if (entity == null) {
      given.keySet().forEach(out::println);
      return Main.CLEAN;
    }
    Given found = given.get(entity);
    if (found == null) {
      throw new InputException(
          "no entity is called " + entity + "; without --entity this command lists them");
    }
    if (data != null) {
      byte[] documents = JsonOutput.text(found.data()).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(data, file -> file.write(documents));
    }
    out.println(JsonOutput.text(found.input()));
    return Main.CLEAN;
  }

  private Stage stage() throws IOException {
    Snapshot snapshot = input.input().collect();
    return Stage.of(policies.library(), snapshot, Analysis.of(snapshot), List.of(), Baseline.EMPTY);
  }
}
