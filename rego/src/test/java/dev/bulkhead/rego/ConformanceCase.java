package dev.bulkhead.rego;

import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.builtins.UnsupportedBuiltins;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.eval.QueryPlan.Solution;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One case of OPA's evaluation test suite. */
final class ConformanceCase {
  /**
   * The suite's JSON went through 64-bit floating-point numbers, which larger ones do not survive.
   */
  private static final BigDecimal EXACT = BigDecimal.valueOf(1L << 53);

  /**
   * OPA's own runner gives one case a function that waits, so that the clock would go on between
   * two looks at it.
   */
  private static final Pattern SLEEP = Pattern.compile("test\\.sleep\\([^)]*\\)");

  private final ObjectValue fields;

  private ConformanceCase(ObjectValue fields) {
    this.fields = fields;
  }

  /** What came of a case; the detail is empty where it passed. */
  record Outcome(Kind kind, String detail) {
    enum Kind {
      PASSED,
      FAILED,
      UNSUPPORTED
    }

    static final Outcome PASSED = new Outcome(Kind.PASSED, "");

    static Outcome failed(String detail) {
      return new Outcome(Kind.FAILED, detail);
    }
  }

  static List<ConformanceCase> read(Path file) {
    try {
      var document = (ObjectValue) JsonReader.read(Files.readAllBytes(file));
      var out = new ArrayList<ConformanceCase>();
      for (Value c : (ArrayValue) Objects.requireNonNull(document.get("cases"))) {
        out.add(new ConformanceCase((ObjectValue) c));
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  String note() {
    return text("note");
  }

  private String text(String name) {
    return fields.get(name) instanceof StringValue s ? s.value() : "";
  }

  private boolean flag(String name) {
    return fields.get(name) == BooleanValue.TRUE;
  }

  Outcome run() {
    try {
      return compare(solutions());
    } catch (RegoException e) {
      return compare(e);
    }
  }

  private List<Solution> solutions() {
    Rego.Compiler compiler = Rego.compiler().grant(Capability.values());
    if (fields.get("modules") instanceof ArrayValue modules) {
      for (int i = 0; i < modules.size(); i++) {
        compiler.module(
            "test-" + i + ".rego",
            SLEEP.matcher(((StringValue) modules.get(i)).value()).replaceAll("true"));
      }
    }
    PreparedQuery query = compiler.compile().prepare(text("query"));
    ObjectValue data = fields.get("data") instanceof ObjectValue o ? o : ObjectValue.EMPTY;
    Request request = Request.of(input(), DataSet.of(data));
    return query.solutions(flag("strict_error") ? request.withStrictBuiltinErrors() : request);
  }

  private @Nullable Value input() {
    if (fields.get("input_term") instanceof StringValue term) {
      return Rego.compiler()
          .compile()
          .prepare("x := " + term.value())
          .solutions(Request.of(null, DataSet.EMPTY))
          .getFirst()
          .bindings()
          .get("x");
    }
    return fields.get("input");
  }

  private Outcome compare(RegoException e) {
    for (String name : UnsupportedBuiltins.names()) {
      if (String.valueOf(e.getMessage())
          .contains("built-in function " + name + " is not supported")) {
        return new Outcome(Outcome.Kind.UNSUPPORTED, name);
      }
    }
    String code = text("want_error_code");
    String message = text("want_error");
    if (code.isEmpty() && message.isEmpty()) {
      return Outcome.failed("unexpected error: " + e.getMessage());
    }
    boolean codeFits = code.isEmpty() || e.errors().stream().anyMatch(x -> x.code().equals(code));
    boolean messageFits =
        e.errors().stream().anyMatch(x -> placed(x).contains(message))
            || String.valueOf(e.getMessage()).contains(message);
    return codeFits && messageFits
        ? Outcome.PASSED
        : Outcome.failed("wanted error " + code + " " + message + " but got " + e.getMessage());
  }

  /** An error as OPA writes it: the place without its column. */
  private static String placed(RegoError error) {
    Location at = error.location();
    return (at == null ? "" : at.file() + ":" + at.row() + ": ")
        + error.code()
        + ": "
        + error.message();
  }

  private Outcome compare(List<Solution> solutions) {
    if (!text("want_error_code").isEmpty() || !text("want_error").isEmpty()) {
      return Outcome.failed(
          "wanted error "
              + text("want_error_code")
              + " "
              + text("want_error")
              + " but got "
              + solutions);
    }
    if (!(fields.get("want_result") instanceof ArrayValue wanted)) {
      return Outcome.PASSED;
    }
    boolean sort = flag("sort_bindings");
    var got = new ArrayList<Value>();
    solutions.forEach(s -> got.add(plain(binding(s), sort)));
    var want = new ArrayList<Value>();
    wanted.forEach(w -> want.add(plain(w, sort)));
    // The suite compares solutions as a set.
    got.sort(null);
    want.sort(null);
    return got.equals(want) ? Outcome.PASSED : Outcome.failed("wanted " + want + " but got " + got);
  }

  private static Value binding(Solution solution) {
    Map<Value, Value> out = new LinkedHashMap<>();
    solution.bindings().forEach((name, value) -> out.put(StringValue.of(name), value));
    return ObjectValue.wrap(out);
  }

  /** Sets as sorted arrays, as the suite's JSON shows them. */
  private static Value plain(Value value, boolean sort) {
    return switch (value) {
      case SetValue s -> {
        var items = new ArrayList<Value>();
        s.forEach(i -> items.add(plain(i, sort)));
        if (sort) {
          items.sort(null);
        }
        yield ArrayValue.of(items);
      }
      case ArrayValue a -> {
        var items = new ArrayList<Value>();
        a.forEach(i -> items.add(plain(i, sort)));
        if (sort) {
          items.sort(null);
        }
        yield ArrayValue.of(items);
      }
      case ObjectValue o -> {
        Map<Value, Value> out = new LinkedHashMap<>();
        o.entries()
            .forEach((k, v) ->
                out.put(
                    k instanceof StringValue ? k : StringValue.of(compact(plain(k, sort))),
                    plain(v, sort)));
        yield ObjectValue.wrap(out);
      }
      case NumberValue n when n.toBigDecimal().abs().compareTo(EXACT) > 0 ->
          NumberValue.of(new BigDecimal(n.toBigDecimal().doubleValue()));
      default -> value;
    };
  }

  /** A key that is no string, as JSON without blanks. */
  private static String compact(Value value) {
    return switch (value) {
      case ArrayValue a ->
          IntStream.range(0, a.size())
              .mapToObj(i -> compact(a.get(i)))
              .collect(Collectors.joining(",", "[", "]"));
      case ObjectValue o ->
          Stream.of(o.sortedKeys())
              .map(k -> k + ":" + compact(Objects.requireNonNull(o.get(k))))
              .collect(Collectors.joining(",", "{", "}"));
      default -> value.toString();
    };
  }

  @Override
  public String toString() {
    return note() + "\nquery: " + text("query") + "\nmodules: " + fields.get("modules");
  }
}
