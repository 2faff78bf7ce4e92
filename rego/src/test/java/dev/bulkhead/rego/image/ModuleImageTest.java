package dev.bulkhead.rego.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Parser;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleImageTest {
  private static final Module ANNOTATED =
      module(
          """
          # METADATA
          # title: A package
          # related_resources: [https://example.com]
          # custom: {weight: 1.50, big: 123456789012345678901234567890, none: null, on: true}
          package a["b-c"]

          import data.x.y as z
          import input.user

          # METADATA
          # description: of one rule
          # entrypoint: true
          p contains "é" if user # a comment behind it
          """);

  @Test
  void annotationsKeepTheirRuleAndCommentsTheirText() {
    Module read = ModuleImage.read(ModuleImage.write(List.of(ANNOTATED))).getFirst();

    assertThat(read).isEqualTo(ANNOTATED);
    assertThat(read.annotations().getLast().rule()).isSameAs(read.rules().getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p := 1",
        "default p := false\np if { not q }\nq if input.x",
        "p[x].y := z if { some x, z in input.xs }",
        "f(x, [y, _]) := x + y if x > 1 else := 2 if { x < 0 } else := 3",
        "p contains x if { some x in {1, -2, 3.0, 1e3, 12345678901234567890} }",
        "p := {\"a\": [1, null, true], \"b\": {1, 2}, \"c\": set()}",
        "p := [[x | some x in input], {x | x := input[_]}, {k: v | some k, v in input}]",
        "p if { every k, v in input { k != v } }",
        "p if { every v in input { v } }",
        "p if { some a, b; input[a] = data[b].c[\"d\"] }",
        "p if { f(1)[0].x with input.a as 1 with data.b as {2} with time.now_ns as 3 }",
        "p := $\"a {input.x} b {1 + 2}\"",
        "p := `raw \\ text`",
        "p if { 1 in input; \"k\", 2 in input }",
        "import future.keywords.not\np if { not { input.x; input.y } }",
        "import rego.v2\np if { {input.a; x := 1} or input.b and not input.c }",
      })
  void whatIsReadEqualsWhatWasWritten(String rules) {
    Module module = module("package t\n\n" + rules + "\n");
    Module other = module("package other");

    assertThat(ModuleImage.read(ModuleImage.write(List.of(module, other))))
        .containsExactly(module, other);
  }

  @Test
  void aCutOrDamagedImageIsRefused() {
    byte[] image = ModuleImage.write(List.of(ANNOTATED));
    for (int length = 0; length < image.length; length++) {
      byte[] cut = Arrays.copyOf(image, length);
      assertThat(catchThrowable(() -> ModuleImage.read(cut)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (int i = 0; i < image.length; i++) {
      byte[] damaged = image.clone();
      damaged[i] ^= (byte) 0xFF;
      Throwable problem = catchThrowable(() -> ModuleImage.read(damaged));
      if (problem != null) {
        assertThat(problem).isInstanceOf(IllegalArgumentException.class);
      }
    }
  }

  private static Module module(String source) {
    return Parser.parseModule("t.rego", source);
  }
}
