package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Parser;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.util.List;

/** A small policy with tests of every outcome. */
final class Authz {
  static final String POLICY =
      """
      package authz

      default allow := false

      allow if {
      	input.method == "GET"
      	print("checking", input.path)
      	public
      }

      allow if input.user == "root"

      public if {
      	some p in data.public
      	p == input.path
      }

      deny contains msg if {
      	not allow
      	msg := sprintf("no %v", [input.path])
      }

      f(x) := y if {
      	x > 1
      	y := x + 1
      } else := 0
      """;

  static final String TESTS =
      """
      package authz_test

      import data.authz

      test_a if authz.allow with input as {"method": "GET", "path": "/a"}

      test_fail if {
      	x := 3
      	authz.allow with input as {"method": "GET", "path": "/c"}
      	x == 3
      }

      todo_test_later if false

      test_conflict if data.conflict.p == 1

      test_cases[name] if {
      	some name, tc in {"one": {"x": 1, "y": 0}, "two": {"x": 2, "y": 4}}
      	authz.f(tc.x) == tc.y
      }

      test_twice if true

      test_twice if false

      test_one := 1
      """;

  static final String CONFLICT =
      """
      package conflict

      p := x if some x in [1, 2]
      """;

  private Authz() {}

  static List<Module> modules() {
    return List.of(
        Parser.parseModule("authz.rego", POLICY),
        Parser.parseModule("conflict.rego", CONFLICT),
        Parser.parseModule("authz_test.rego", TESTS));
  }

  static DataSet data() {
    return DataSet.of((ObjectValue) json("{\"public\": [\"/a\", \"/b\"]}"));
  }

  static Value json(String text) {
    try {
      return JsonReader.read(text);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
