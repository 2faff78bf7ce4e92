package dev.bulkhead.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulkhead.rego.PreparedQuery;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.eval.QueryPlan.Request;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Documents held against schemas, with what OPA 1.22 says of each; a line of JSON a case. */
class JsonSchemasTest {
  @TestFactory
  Stream<DynamicTest> schemasAreReadAndMatchedAsOpaDoes() throws IOException {
    return JsonLines.tests(
        "/dev/bulkhead/rego/schema/schemas.jsonl",
        c -> c.get("schema") + " " + c.get("document"),
        JsonSchemasTest::run);
  }

  private static void run(ObjectValue c) {
    String input = JsonText.inOneLine(c);
    Value match =
        Evaluated.value(
            "object.get({\"m\": m | m := json.match_schema(input.document, input.schema)}, \"m\","
                + " \"undefined\")",
            input);
    assertThat(sorted(match)).isEqualTo(c.get("match"));
    assertThat(Evaluated.value("json.verify_schema(input.schema)", input))
        .isEqualTo(c.get("verify"));
  }

  /** OPA tells errors of several properties in no particular order. */
  private static Value sorted(Value match) {
    if (match instanceof StringValue) {
      return match;
    }
    var errors = new ArrayList<Value>();
    ((ArrayValue) ((ArrayValue) match).get(1)).forEach(errors::add);
    errors.sort(null);
    return ArrayValue.of(List.of(((ArrayValue) match).get(0), ArrayValue.of(errors)));
  }

  @Test
  void aSchemaThatRefersToItselfWithoutEndIsAnError() {
    assertThat(Evaluated.text("json.match_schema({}, {\"$ref\": \"#\"})"))
        .isEqualTo("eval_builtin_error: json.match_schema: the schema refers to itself too deeply");
  }

  @Test
  void aSchemaThatBranchesWithoutEndMeetsTheBudget() {
    var definitions = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      definitions.append(
          "\"d%d\": {\"allOf\": [{\"$ref\": \"#/definitions/d%d\"}, {\"$ref\": \"#/definitions/d%d\"}]}, "
              .formatted(i, i + 1, i + 1));
    }
    String schema =
        "{\"definitions\": {" + definitions + "\"d60\": {}}, \"$ref\": \"#/definitions/d0\"}";
    PreparedQuery query =
        Rego.compiler()
            .module("t.rego", "package t\n\np := json.match_schema({}, input)")
            .compile()
            .prepare("data.t.p");
    Request request =
        Request.of(JsonLines.read(schema), DataSet.EMPTY).withBudget(Budget.steps(10_000_000));
    assertThatThrownBy(() -> query.value(request)).hasMessageContaining("budget");
  }
}
