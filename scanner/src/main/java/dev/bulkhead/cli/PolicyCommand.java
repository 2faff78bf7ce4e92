package dev.bulkhead.cli;

import dev.bulkhead.rego.CompiledPolicy;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.eval.QueryPlan.Solution;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulkhead policy check|test|eval}. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Checks, tests and evaluates policies in Rego.")
final class PolicyCommand {
  @Spec private CommandSpec spec;

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Compiles policies and reports every error.")
  int check(
      @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and directories.")
          List<Path> paths)
      throws IOException {
    compile(paths);
    return Main.CLEAN;
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = "Runs the rules whose names begin with test_.")
  int test(
      @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and directories.")
          List<Path> paths,
      @Option(
              names = {"-v", "--verbose"},
              description = "Name passed tests too.")
          boolean verbose)
      throws IOException {
    CompiledPolicy policy = compile(paths);
    PrintWriter out = spec.commandLine().getOut();
    int passed = 0;
    int failed = 0;
    for (String test : PolicyTests.names(policy)) {
      boolean ok;
      String detail = "";
      try {
        ok = policy.prepare(test).value(Request.of(null, DataSet.EMPTY)) == BooleanValue.TRUE;
      } catch (RegoException e) {
        ok = false;
        detail = ": " + e.getMessage();
      }
      passed += ok ? 1 : 0;
      failed += ok ? 0 : 1;
      if (!ok || verbose) {
        out.println(test + ": " + (ok ? "PASS" : "FAIL") + detail);
      }
    }
    out.println("PASS: " + passed + "/" + (passed + failed));
    if (failed > 0) {
      out.println("FAIL: " + failed + "/" + (passed + failed));
    }
    return failed > 0 ? Main.FINDINGS : Main.CLEAN;
  }

  @Command(
      name = "eval",
      mixinStandardHelpOptions = true,
      description = "Evaluates a query and prints its values as JSON.")
  int eval(
      @Parameters(paramLabel = "QUERY", description = "For example data.example.violation.")
          String query,
      @Option(
              names = {"-d", "--data"},
              paramLabel = "PATH",
              description = "Policies. May be repeated.")
          @Nullable List<Path> paths,
      @Option(
              names = {"-i", "--input"},
              paramLabel = "FILE",
              description = "Input as JSON.")
          @Nullable Path input)
      throws IOException {
    CompiledPolicy policy = compile(paths == null ? List.of() : paths);
    Value document = input == null ? null : JsonReader.read(Files.readAllBytes(input));
    PrintWriter out = spec.commandLine().getOut();
    try {
      for (Solution s :
          policy.prepare(query).results(Request.of(document, DataSet.of(ObjectValue.EMPTY)))) {
        s.bindings().forEach((name, value) -> out.println(name + " = " + value));
        s.expressions().forEach(out::println);
      }
    } catch (RegoException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
    return Main.CLEAN;
  }

  private static CompiledPolicy compile(List<Path> paths) throws IOException {
    Rego.Compiler compiler = Rego.compiler();
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new InputException("no such file or directory: " + path);
      }
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : (Iterable<Path>) files.sorted()::iterator) {
          if (Files.isRegularFile(file) && file.toString().endsWith(".rego")) {
            compiler.module(file.toString(), Files.readString(file));
          }
        }
      }
    }
    try {
      return compiler.compile();
    } catch (RegoException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }
}
