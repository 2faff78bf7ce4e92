package dev.bulkhead.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of README.md compile and run. */
class ReadmeTest {
  private static final String IMPORTS =
      """
      import dev.bulkhead.rego.*;
      import dev.bulkhead.rego.builtins.Declaration.Capability;
      import dev.bulkhead.rego.bundle.*;
      import dev.bulkhead.rego.eval.*;
      import dev.bulkhead.rego.eval.QueryPlan.Request;
      import dev.bulkhead.rego.value.*;
      import java.nio.file.Path;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.atomic.AtomicBoolean;
      """;

  @TempDir private Path directory = Path.of("");

  private static List<String> examples() throws IOException {
    var out = new ArrayList<String>();
    StringBuilder example = null;
    for (String line : Files.readAllLines(Path.of("README.md"))) {
      if (line.equals("```java")) {
        example = new StringBuilder();
      } else if (line.equals("```") && example != null) {
        out.add(example.toString());
        example = null;
      } else if (example != null) {
        example.append(line).append('\n');
      }
    }
    return out;
  }

  /** Runs an example as the body of a method and gives the variables that it is asked for. */
  private Object[] run(String example, String... variables) throws Exception {
    String source =
        IMPORTS
            + "public class Example {\n"
            + "  public static Object[] run(Path directory, Path bundle) throws Exception {\n"
            + example
            + "    return new Object[] {"
            + String.join(", ", variables)
            + "};\n  }\n}\n";
    Path file = Files.writeString(directory.resolve("Example.java"), source);
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    var messages = new StringWriter();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  files,
                  null,
                  List.of(
                      "-proc:none",
                      "-d",
                      directory.toString(),
                      "-cp",
                      System.getProperty("java.class.path", "")),
                  null,
                  files.getJavaFileObjects(file))
              .call();
      assertThat(compiled).as(messages + source).isTrue();
    }
    try (var loader =
        new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, ReadmeTest.class.getClassLoader())) {
      Path policies = Files.createDirectories(directory.resolve("policies"));
      Files.writeString(policies.resolve("now.rego"), "package now\n\nx := time.now_ns()\n");
      Path bundle =
          Path.of(
              Objects.requireNonNull(
                      ReadmeTest.class.getResource("bundle/signed-with-a-secret.tar.gz"))
                  .toURI());
      return (Object[])
          loader
              .loadClass("Example")
              .getMethod("run", Path.class, Path.class)
              .invoke(null, policies, bundle);
    }
  }

  @Test
  void theFirstExampleDecides() throws Exception {
    assertThat(run(examples().get(0), "ann.toString()", "bob.toString()"))
        .containsExactly("true", "false");
  }

  @Test
  void theSecondReadsPoliciesAndASignedBundle() throws Exception {
    assertThat(
            run(examples().get(1), "policy.modules().size()", "data.root().get(\"roles\") != null"))
        .containsExactly(2, true);
  }

  @Test
  void theThirdIsBounded() throws Exception {
    assertThat(run(examples().get(2), "x.toString()")).containsExactly("1");
  }
}
