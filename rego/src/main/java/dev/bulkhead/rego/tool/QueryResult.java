package dev.bulkhead.rego.tool;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.bulkhead.rego.eval.QueryPlan.Solution;
import dev.bulkhead.rego.syntax.Expr;
import dev.bulkhead.rego.syntax.Location;
import dev.bulkhead.rego.syntax.Parser;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The solutions of a query, in the forms in which {@code opa eval} shows them. */
public final class QueryResult {
  private static final int MAX_CELL = 80;

  private final List<Solution> solutions;
  private final List<Location> expressions;
  private final String query;

  /**
   * @param query the query's text, which has been parsed before
   */
  public QueryResult(String query, List<Solution> solutions) {
    this.query = query;
    this.solutions = solutions;
    this.expressions =
        Parser.parseQuery(query).exprs().stream()
            .filter(e -> !(e instanceof Expr.SomeDecl))
            .map(Expr::location)
            .toList();
  }

  /**
   * Whether there is a solution whose expressions all have a value and none is {@code false}; a
   * query of one expression may be {@code false}.
   */
  public boolean isDefined() {
    return !solutions().isEmpty();
  }

  /** The solutions that OPA shows: of several expressions none may be false. */
  private List<Solution> solutions() {
    return expressions.size() == 1
        ? solutions
        : solutions.stream().filter(s -> !s.expressions().contains(BooleanValue.FALSE)).toList();
  }

  private String text(int expression) {
    Location l = expressions.get(expression);
    return query.substring(Math.min(l.offset(), query.length()), Math.min(l.end(), query.length()));
  }

  /** Writes the field {@code result}, which is left out where there is no solution. */
  public void write(JsonGenerator json) throws IOException {
    if (!isDefined()) {
      return;
    }
    json.writeArrayFieldStart("result");
    for (Solution solution : solutions()) {
      json.writeStartObject();
      json.writeArrayFieldStart("expressions");
      for (int i = 0; i < solution.expressions().size(); i++) {
        expression(json, i, solution.expressions().get(i));
      }
      json.writeEndArray();
      if (!solution.bindings().isEmpty()) {
        json.writeFieldName("bindings");
        JsonOutput.value(json, bindings(solution));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void expression(JsonGenerator json, int index, Value value) throws IOException {
    json.writeStartObject();
    json.writeFieldName("value");
    JsonOutput.value(json, value);
    json.writeStringField("text", text(index));
    json.writeObjectFieldStart("location");
    json.writeNumberField("row", expressions.get(index).row());
    json.writeNumberField("col", expressions.get(index).col());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static Value bindings(Solution solution) {
    var out = new LinkedHashMap<Value, Value>();
    solution.bindings().forEach((name, value) -> out.put(StringValue.of(name), value));
    return ObjectValue.of(out);
  }

  /** One line of JSON arrays for each solution: the values of its expressions. */
  public List<String> values() {
    return solutions().stream().map(s -> JsonOutput.text(ArrayValue.of(s.expressions()))).toList();
  }

  /** One JSON object for each solution: its variables. */
  public List<String> bindings() {
    return solutions().stream().map(s -> JsonOutput.text(bindings(s))).toList();
  }

  /** For scripts: strings as they are, other values as JSON, one line for each solution. */
  public List<String> raw() {
    return solutions().stream()
        .map(s ->
            s.expressions().stream()
                .map(v -> v instanceof StringValue t ? t.value() : JsonOutput.compact(v))
                .collect(Collectors.joining(" ")))
        .toList();
  }

  /** For people: the value where there is one; else a table of variables and expressions. */
  public List<String> pretty() {
    List<Solution> shown = solutions();
    if (shown.isEmpty()) {
      return List.of("undefined");
    }
    Solution first = shown.getFirst();
    boolean single = shown.size() == 1 && first.bindings().isEmpty();
    if (single
        && (first.expressions().size() == 1
            || first.expressions().stream().allMatch(BooleanValue.class::isInstance))) {
      return JsonOutput.text(first.expressions().getFirst()).lines().toList();
    }
    return table(shown);
  }

  private List<String> table(List<Solution> shown) {
    Solution first = shown.getFirst();
    var columns = new ArrayList<List<String>>();
    for (int i = 0; i < first.expressions().size(); i++) {
      if (first.bindings().isEmpty() || !(first.expressions().get(i) instanceof BooleanValue)) {
        var column = new ArrayList<>(List.of(text(i)));
        int at = i;
        shown.forEach(s -> column.add(cell(s.expressions().get(at))));
        columns.add(column);
      }
    }
    for (String name : new TreeSet<>(first.bindings().keySet())) {
      var column = new ArrayList<>(List.of(name));
      shown.forEach(s -> column.add(cell(bindingOf(s.bindings(), name))));
      columns.add(column);
    }
    return new TextTable(columns).lines();
  }

  private static Value bindingOf(Map<String, Value> bindings, String name) {
    Value value = bindings.get(name);
    return value == null ? StringValue.of("") : value;
  }

  private static String cell(Value value) {
    String text = JsonOutput.compact(value);
    return text.length() > MAX_CELL ? text.substring(0, MAX_CELL) + "..." : text;
  }
}
