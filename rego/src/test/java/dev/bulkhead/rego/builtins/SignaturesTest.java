package dev.bulkhead.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of signatures, and that it and the built-ins agree. */
class SignaturesTest {
  /** What the compiler knows as syntax rather than as calls. */
  private static final Set<String> SYNTAX =
      Set.of(
          "assign",
          "eq",
          "internal.print",
          "internal.template_string",
          "internal.test_case",
          "rego.metadata.chain",
          "rego.metadata.rule");

  @Test
  void everyLineReadsAndPrintsTheSame() throws IOException {
    var printed = new ArrayList<String>();
    Signatures.all()
        .forEach((name, s) -> {
          String arguments =
              s.parameters().stream().map(Object::toString).collect(Collectors.joining(", "))
                  + (s.variadic() == null ? "" : "..." + s.variadic());
          printed.add(
              name + "(" + arguments + ")" + (s.result() == null ? "" : " -> " + s.result()));
        });
    try (var in = Signatures.class.getResourceAsStream("signatures.txt");
        var lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      assertThat(printed).containsExactlyElementsOf(lines.lines().toList());
    }
  }

  @Test
  void everyBuiltinOfOpaIsThereOrNamedAsUnsupported() {
    var missing =
        Signatures.all().keySet().stream()
            .filter(name -> Families.all().stream().noneMatch(d -> d.name().equals(name)))
            .filter(name -> UnsupportedBuiltins.reason(name) == null)
            .filter(name -> !SYNTAX.contains(name))
            .toList();
    assertThat(missing).isEmpty();
  }

  @Test
  void everyBuiltinTakesAsManyArgumentsAsOpaSays() {
    assertThat(Families.all())
        .allSatisfy(d -> {
          Signature signature = Objects.requireNonNull(d.signature(), d.name());
          assertThat(d.arity()).as(d.name()).isEqualTo(signature.parameters().size());
          assertThat(d.variadic()).as(d.name()).isEqualTo(signature.variadic() != null);
        });
  }

  @Test
  void noBuiltinIsDeclaredTwice() {
    assertThat(Families.all().stream().map(Declaration::name)).doesNotHaveDuplicates();
  }
}
