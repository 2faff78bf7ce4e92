package dev.bulkhead.rego;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/** One compiled policy and one data set, asked by many threads at once. */
class SharedPolicyTest {
  private static final int THREADS = 64;
  private static final int INPUTS = 20;

  private static final String POLICY =
      """
      package t

      import rego.v1

      # without input: evaluated once for the data set, by whichever thread comes first
      owners[team] contains name if some name, team in data.services

      names := [upper(n) | some n in data.order]

      allowed if input.n in data.order_numbers

      default verdict := "none"

      verdict := sprintf("%s %d", [names[input.n % 3], count(owners[input.team])]) if {
      	regex.match(input.pattern, input.team)
      	some x in numbers.range(0, 50)
      	x == input.n
      }

      all := {"allowed": allowed, "verdict": verdict, "f": f(input.n), "seen": seen} if true
      else := {"verdict": verdict, "f": f(input.n), "seen": seen}

      f(x) := x * x if x % 2 == 0

      f(x) := concat(",", [format_int(x, 2), input.team]) if x % 2 == 1

      seen contains y if {
      	some y in data.order
      	not startswith(y, input.team)
      }
      """;

  private static final String DATA =
      """
      {"services": {"web": "shop", "api": "shop", "db": "ops"}, "order": ["a", "b", "shopkeeper"],
       "order_numbers": [1, 2, 3, 5, 8]}
      """;

  @RepeatedTest(5)
  void allThreadsGetTheSameAnswers() throws Exception {
    List<Value> inputs = new ArrayList<>();
    for (int i = 0; i < INPUTS; i++) {
      String team = i % 2 == 0 ? "shop" : "ops";
      inputs.add(
          JsonReader.read(
              "{\"n\": %d, \"team\": \"%s\", \"pattern\": \"^%s{%d}\"}"
                  .formatted(i, team, team.charAt(0), 1 + i % 2)));
    }
    List<String> alone = answers(policy(), DataSet.of(data()), inputs);

    PreparedQuery shared = policy();
    DataSet data = DataSet.of(data());
    var start = new CyclicBarrier(THREADS);
    var tasks = new ArrayList<Callable<List<String>>>();
    for (int i = 0; i < THREADS; i++) {
      tasks.add(() -> {
        start.await();
        return answers(shared, data, inputs);
      });
    }
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      for (Future<List<String>> answers : threads.invokeAll(tasks)) {
        assertThat(answers.get()).isEqualTo(alone);
      }
    }
  }

  private static PreparedQuery policy() {
    return Rego.compiler().module("t.rego", POLICY).compile().prepare("data.t");
  }

  private static ObjectValue data() throws Exception {
    return (ObjectValue) JsonReader.read(DATA);
  }

  private static List<String> answers(PreparedQuery query, DataSet data, List<Value> inputs) {
    return inputs.stream().map(input -> String.valueOf(query.value(input, data))).toList();
  }
}
