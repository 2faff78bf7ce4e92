package dev.bulkhead.cli;

import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.bundle.Sources;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.Probe;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.tool.JsonOutput;
import dev.bulkhead.rego.tool.QueryResult;
import dev.bulkhead.rego.tool.Trace;
import dev.bulkhead.rego.tool.TraceText;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulkhead policy eval}. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    description = "Evaluates a query.",
    footer = {
      "",
      "Exit codes: 0 evaluated, 1 undefined with --fail or defined with --fail-defined, 2 an error."
    })
final class PolicyEvalCommand implements Callable<Integer> {
  private static final int UNWANTED = 1;
  private static final int ERROR = 2;

  /** In which form the result is shown. */
  enum Format {
    JSON,
    PRETTY,
    RAW,
    VALUES,
    BINDINGS
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "QUERY", description = "For example data.example.violation.")
  private String query = "";

  @Option(
      names = {"-d", "--data"},
      paramLabel = "PATH",
      description = "Policies and documents: files, directories, bundles. May be repeated.")
  private List<Path> data = new ArrayList<>();

  @Option(
      names = {"-b", "--bundle"},
      paramLabel = "PATH",
      description = "Bundles: archives or directories. May be repeated.")
  private List<Path> bundles = new ArrayList<>();

  @Option(
      names = "--verification-key",
      paramLabel = "FILE",
      description = "Key that bundles must be signed with: PEM, or the secret for HS algorithms.")
  private @Nullable Path key;

  @Option(
      names = "--signing-alg",
      paramLabel = "NAME",
      defaultValue = "RS256",
      description = "How bundles are signed. Default: ${DEFAULT-VALUE}.")
  private String algorithm = "RS256";

  @Option(
      names = {"-i", "--input"},
      paramLabel = "FILE",
      description = "Input as JSON or YAML.")
  private @Nullable Path input;

  @Option(
      names = {"-I", "--stdin-input"},
      description = "Read the input from standard input.")
  private boolean stdin;

  @Option(
      names = {"-f", "--format"},
      paramLabel = "FORMAT",
      defaultValue = "json",
      description = "json, pretty, raw, values or bindings. Default: ${DEFAULT-VALUE}.")
  private Format format = Format.JSON;

  @Option(names = "--fail", description = "Exit with 1 where the result is undefined.")
  private boolean fail;

  @Option(names = "--fail-defined", description = "Exit with 1 where the result is defined.")
  private boolean failDefined;

  @Option(
      names = "--explain",
      paramLabel = "MODE",
      description =
          "Show the evaluation: full, fails (expressions that failed) or notes (what trace and print wrote).")
  private TraceText.@Nullable Mode explain;

  @Option(
      names = "--strict-builtin-errors",
      description = "Errors of built-in functions end the evaluation.")
  private boolean strict;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "Longest evaluation. Default: no limit.")
  private double timeout;

  @Override
  public Integer call() throws IOException {
    try {
      return evaluate();
    } catch (RegoException e) {
      if (format == Format.JSON) {
        errors(e.errors());
      } else {
        spec.commandLine().getErr().println(e.getMessage());
      }
    } catch (InputException e) {
      spec.commandLine().getErr().println("bulkhead: " + e.getMessage());
    }
    return ERROR;
  }

  private void errors(List<RegoError> errors) {
    spec.commandLine()
        .getOut()
        .println(
            JsonOutput.text(json -> {
              json.writeStartObject();
              JsonOutput.errors(json, errors);
              json.writeEndObject();
            }));
  }

  private int evaluate() throws IOException {
    Sources sources = PolicySources.read(data, bundles, key, algorithm);
    Rego.Compiler compiler = Rego.compiler().grant(PolicySources.GRANTED).modules(sources);
    CompiledPolicy policy = (explain == null ? compiler : compiler.instrumented()).compile();
    var trace = new Trace();
    PrintWriter err = spec.commandLine().getErr();
    Request request =
        Request.of(input(), DataSet.of(sources.data()))
            .withProbe(explain == null ? printing(err) : trace);
    if (strict) {
      request = request.withStrictBuiltinErrors();
    }
    if (timeout > 0) {
      request = request.withBudget(Budget.time(Duration.ofMillis((long) (timeout * 1000))));
    }
    var result = new QueryResult(query, policy.prepare(query).results(request));
    trace.output().forEach(err::println);
    show(
        result,
        explain == null
            ? List.of()
            : new TraceText(sources.modules(), query).lines(trace.events(), explain));
    boolean unwanted = result.isDefined() ? failDefined : fail;
    return unwanted ? UNWANTED : Main.CLEAN;
  }

  private @Nullable Value input() throws IOException {
    if (stdin) {
      return PolicySources.document("standard input", System.in);
    }
    return input == null ? null : PolicySources.document(input);
  }

  private static Probe printing(PrintWriter err) {
    return new Probe() {
      @Override
      public void print(Location location, String text) {
        err.println(text);
      }
    };
  }

  private void show(QueryResult result, List<String> trace) {
    PrintWriter out = spec.commandLine().getOut();
    if (format != Format.JSON) {
      trace.forEach(out::println);
    }
    switch (format) {
      case JSON ->
          out.println(
              JsonOutput.text(json -> {
                json.writeStartObject();
                result.write(json);
                if (!trace.isEmpty()) {
                  json.writeArrayFieldStart("explanation");
                  for (String line : trace) {
                    json.writeString(line);
                  }
                  json.writeEndArray();
                }
                json.writeEndObject();
              }));
      case PRETTY -> result.pretty().forEach(out::println);
      case RAW -> result.raw().forEach(out::println);
      case VALUES -> result.values().forEach(out::println);
      case BINDINGS -> result.bindings().forEach(out::println);
    }
  }
}
