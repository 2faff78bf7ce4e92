package dev.bulkhead.rego.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.rego.eval.Budget;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.syntax.Parser;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Explanations say what held and what was read, for each value of a rule. */
class ExplainerTest {
  private static final String INPUT =
      """
      {"meta": {"name": "web"},
       "pod": {"hostNetwork": false,
               "securityContext": {"runAsUser": 0},
               "containers": [
         {"name": "a", "securityContext": {"privileged": true}},
         {"name": "b", "securityContext": {"privileged": false}},
         {"name": "c"}]}}
      """;

  private static String explain(String rules) {
    var module = Parser.parseModule("t.rego", "package t\n\n" + rules);
    Map<Value, Explanation> explanations =
        new Explainer(List.of(module))
            .explain("data.t.deny", Authz.json(INPUT), DataSet.EMPTY, Budget.standard());
    return explanations.entrySet().stream()
        .map(e -> e.getKey() + " " + e.getValue().reads() + "\n" + reasons(e.getValue()))
        .collect(Collectors.joining());
  }

  private static String reasons(Explanation explanation) {
    return explanation.reasons().stream()
        .map(r ->
            "  " + "  ".repeat(r.depth()) + r.location().row() + " " + r.text() + " " + r.reads())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void eachValueHasTheExpressionsThatHeldAndTheFieldsTheyRead() {
    assertThat(
            explain(
                """
                deny contains c.name if {
                	some c in input.pod.containers
                	c.securityContext.privileged
                }
                """))
        .isEqualTo(
            """
            "a" [/pod/containers/0/securityContext/privileged, /pod/containers/0/name]
              4 some c in input.pod.containers [/pod/containers]
              5 c.securityContext.privileged [/pod/containers/0/securityContext/privileged]
            """);
  }

  @Test
  void anAbsentFieldIsRead() {
    assertThat(
            explain(
                """
                deny contains c.name if {
                	some c in input.pod.containers
                	not c.securityContext
                }
                """))
        .startsWith("\"c\" [/pod/containers/2/securityContext, /pod/containers/2/name]\n");
  }

  @Test
  void rulesThatAnExpressionUsesFollowIt() {
    assertThat(
            explain(
                """
                deny contains "root" if {
                	root
                	not host
                }

                root if effective("runAsUser") == 0

                effective(name) := input.pod.securityContext[name]

                host if input.pod.hostNetwork
                """))
        .isEqualTo(
            """
            "root" [/pod/securityContext/runAsUser, /pod/hostNetwork]
              4 root [/pod/securityContext/runAsUser]
                8 effective("runAsUser") == 0 [/pod/securityContext/runAsUser]
              5 not host [/pod/hostNetwork]
            """);
  }

  @Test
  void whatIsKnownAlreadyExplainsAgain() {
    assertThat(
            explain(
                """
                deny contains "one" if root

                deny contains "two" if root

                root if input.pod.securityContext.runAsUser == 0
                """))
        .isEqualTo(
            """
            "one" [/pod/securityContext/runAsUser]
              3 root [/pod/securityContext/runAsUser]
                7 input.pod.securityContext.runAsUser == 0 [/pod/securityContext/runAsUser]
            "two" [/pod/securityContext/runAsUser]
              5 root [/pod/securityContext/runAsUser]
                7 input.pod.securityContext.runAsUser == 0 [/pod/securityContext/runAsUser]
            """);
  }

  @Test
  void comprehensionsAndBuiltInsReadToo() {
    assertThat(
            explain(
                """
                deny contains "some" if {
                	count([c | some c in input.pod.containers; object.get(c, "name", "") == "b"]) == 1
                }
                """))
        .isEqualTo(
            """
            "some" [/pod/containers/0/name, /pod/containers/1/name, /pod/containers/2/name]
              4 count([c | some c in input.pod.containers; object.get(c, "name", "") == "b"]) == 1 [/pod/containers/0/name, /pod/containers/1/name, /pod/containers/2/name]
            """);
  }

  @Test
  void keysAreEscapedAsPointersNeed() {
    assertThat(explain("deny contains \"x\" if not input.meta.annotations[\"a/b~c\"]\n"))
        .startsWith("\"x\" [/meta/annotations/a~1b~0c]\n");
  }
}
