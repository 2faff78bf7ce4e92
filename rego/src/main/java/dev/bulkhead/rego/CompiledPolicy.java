package dev.bulkhead.rego;

import dev.bulkhead.rego.compile.Program;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Parser;
import java.util.List;

/** Compiled modules. Immutable and thread-safe. */
public final class CompiledPolicy {
  private final Program program;

  CompiledPolicy(Program program) {
    this.program = program;
  }

  /** The modules, whose annotations can be read without evaluating anything. */
  public List<Module> modules() {
    return program.modules();
  }

  /**
   * Whether a package has rules of a name.
   *
   * @param packagePath below {@code data}
   */
  public boolean hasRule(List<String> packagePath, String name) {
    return program.hasRule(packagePath, name);
  }

  /**
   * Prepares a query, such as {@code data.example.violation}.
   *
   * @throws RegoException where it does not parse or compile
   */
  public PreparedQuery prepare(String query) {
    var body = Parser.parseQuery(query);
    return new PreparedQuery(program.query(body, true), () -> program.query(body, false));
  }
}
