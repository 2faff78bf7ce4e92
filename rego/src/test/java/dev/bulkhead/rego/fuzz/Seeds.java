package dev.bulkhead.rego.fuzz;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.StringValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sound text to spoil: the policies of this repository, the cases of the built-ins. */
public final class Seeds {
  static final String INPUT =
      """
      {"a": [1, 2, {"b": "c"}], "x": {"y": {"z": 1}}, "s": "text", "n": 1.5, "kind": "Workload",
       "meta": {"name": "web", "labels": {"team": "shop"}}, "request": {"object": {"spec": {}}}}
      """;

  private static final Path ROOT = Path.of("..");
  private static final Path RESOURCES = Path.of("src/test/resources/dev/bulkhead/rego");

  private Seeds() {}

  private static List<String> read(Path directory, String ending) {
    try (Stream<Path> files = Files.walk(directory)) {
      var out = new ArrayList<String>();
      for (Path file : files.filter(f -> f.toString().endsWith(ending)).sorted().toList()) {
        out.add(Files.readString(file));
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Read {
    private static final List<String> MODULES = new ArrayList<>(LANGUAGE);
    private static final List<String> TERMS = new ArrayList<>();
    private static final List<String> STRINGS = new ArrayList<>();

    static {
      MODULES.addAll(read(ROOT.resolve("bench/policies"), ".rego"));
      MODULES.addAll(read(ROOT.resolve("policies"), ".rego"));
      for (String cases : read(RESOURCES.resolve("builtins"), ".txt")) {
        cases.lines().filter(line -> !line.startsWith(" ") && !line.isBlank()).forEach(TERMS::add);
      }
      STRINGS.addAll(read(RESOURCES.resolve("crypto"), ".pem"));
      Pattern literal = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
      var texts = new ArrayList<>(TERMS);
      texts.addAll(read(RESOURCES.resolve("graphql"), ".jsonl"));
      for (String text : texts) {
        for (Matcher m = literal.matcher(text); m.find(); ) {
          keep(m.group());
        }
      }
    }

    private static void keep(String literal) {
      try {
        if (JsonReader.read(literal) instanceof StringValue s && !s.value().isEmpty()) {
          STRINGS.add(s.value());
        }
      } catch (IOException e) {
        // Some cases are wrong on purpose.
        STRINGS.add(literal);
      }
    }
  }

  private static final List<String> LANGUAGE =
      List.of(
          "package t\nimport rego.v1\np if { some x in input.xs; x > 1 or not { x == 2 } }\n",
          "package t\np[x] contains y if { x := input.a[i]; y := $\"{i} {x}\" with input as {} }\n",
          "package t\ndefault f(_) := 1\nf([x, {\"a\": y}]) := x + y if x < y else := {x | y} if y\n",
          "# METADATA\n# title: a\n# custom: {b: [1, 2]}\npackage t\n# METADATA\n# scope: rule\np := {k: v | some k, v in data.q}\n",
          "package t\np := [1, -2.5e3, `raw`, {1, \"a\"}, {\"k\": null}] if every k, v in input { k != v }\n",
          "package t\na.b[c].d := e if { some c, e in input }\nq := walk(input, [p, v])\nr := a with data.t.q as 1 with count as sum\n",
          "package t\nimport data.u.v as w\nx := json.marshal(input)\ny := [sprintf(\"%v\", [z]) | z := numbers.range(1, 9)[_]]\n");

  /** Policies. */
  static List<String> modules() {
    return Read.MODULES;
  }

  /** Calls of built-ins. */
  static List<String> terms() {
    return Read.TERMS;
  }

  /** Arguments of built-ins: addresses, certificates, tokens, patterns, dates, documents … */
  public static List<String> strings() {
    return Read.STRINGS;
  }
}
