package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.syntax.Location;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one test.
 *
 * @param location of the test's rule
 * @param packageName for example {@code data.authz_test}
 * @param name below the package
 * @param cases the named cases of a test such as {@code test_x[name]}; empty for others
 * @param output what {@code print} wrote
 * @param error what ended the test; null except for {@link Outcome#ERROR}
 * @param trace how a failed test was evaluated; empty for others, and where none was asked for
 */
public record TestResult(
    Location location,
    String packageName,
    String name,
    Outcome outcome,
    Duration duration,
    List<Case> cases,
    String output,
    @Nullable RegoException error,
    List<TraceEvent> trace) {

  /**
   * A test passes where it is {@code true}; one whose name begins with {@code todo_} is skipped.
   */
  public enum Outcome {
    PASS,
    FAIL,
    SKIPPED,
    ERROR
  }

  /** A case; it passes where it is {@code true} and so are all cases in it. */
  public record Case(String name, boolean passed, List<Case> cases) {

    /** The cases that have none in them: this one, or those below. */
    List<Case> leaves() {
      return cases.isEmpty()
          ? List.of(this)
          : cases.stream().flatMap(c -> c.leaves().stream()).toList();
    }
  }

  public String fullName() {
    return packageName + "." + name;
  }
}
