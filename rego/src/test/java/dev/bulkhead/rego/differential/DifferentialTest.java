package dev.bulkhead.rego.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Generated programs give what {@code opa} gives, where there is one: on the path, or named by the
 * system property {@code opa}. {@code differential.programs} says how many, {@code
 * differential.seed} from which on. That one engine alone refuses a program fails the test, as do
 * other answers, unless a {@link KnownDifference} explains them. What both refuse agrees, also
 * where they name different reasons, and a program over which {@code opa} itself breaks down says
 * nothing.
 */
class DifferentialTest {
  private static final int MAX_REPORTED = 20;

  private static final String UNSAFE_THERE = "accepted, not [rego_unsafe_var_error]";

  @Test
  void generatedProgramsGiveWhatOpaGives() throws Exception {
    Path opa = OpaServer.find();
    Assumptions.assumeTrue(opa != null, "no opa on the path: set -Dopa=PROGRAM");
    long first = Long.getLong("differential.seed", 1);
    long count = Long.getLong("differential.programs", 1_000);
    var engine = new Engine(Generator.DATA);
    Map<String, Integer> counts = new TreeMap<>();
    var disagreements = new ArrayList<String>();
    try (OpaServer server = OpaServer.start(Objects.requireNonNull(opa), Generator.DATA)) {
      var pair = new Pair(engine, server);
      for (long seed = first; seed < first + count; seed++) {
        Program program = Generator.program(seed);
        Verdict verdict = pair.judge(program);
        counts.merge(verdict.name(), 1, Integer::sum);
        if (!verdict.agreed() && disagreements.size() < MAX_REPORTED) {
          disagreements.add("seed " + seed + ": " + pair.explain(program, verdict));
        }
      }
    }
    System.out.println("differential: " + counts);
    assertThat(String.join("\n", disagreements)).isEmpty();
  }

  /**
   * How the engines compare on one program.
   *
   * @param agreed whether they agree, or differ in a way that has a name
   */
  record Verdict(String name, boolean agreed) {}

  /** Both engines. */
  record Pair(Engine engine, OpaServer server) {
    Verdict judge(Program program) {
      Outcome ours = engine.run(program);
      Outcome theirs = server.run(program);
      Verdict verdict = verdict(ours, theirs);
      KnownDifference known =
          verdict.agreed()
              ? null
              : KnownDifference.find(verdict.name(), program.module(), ours, theirs);
      if (known != null) {
        return new Verdict("known: " + known.name(), true);
      }
      return verdict.name().equals(UNSAFE_THERE) && refusedForItsOrder(program)
          ? new Verdict("known: ORDER_OF_LINES", true)
          : verdict;
    }

    /**
     * Rego knows no order of expressions, but what of a comprehension's variables is bound when OPA
     * first looks at it can make it take other variables of the expression for bound: it accepts
     * the same program with its lines in another order.
     */
    private boolean refusedForItsOrder(Program program) {
      return Reordering.of(program).anyMatch(p -> server.run(p) instanceof Outcome.Evaluated);
    }

    String explain(Program program, Verdict verdict) {
      Program small = new Minimizer(p -> judge(p).equals(verdict)).minimize(program);
      return verdict.name()
          + "\n"
          + small.module()
          + "\ninput "
          + small.inputs().getFirst()
          + "\nopa  "
          + server.run(small)
          + "\nours "
          + engine.run(small)
          + "\n";
    }
  }

  private static Verdict verdict(Outcome ours, Outcome theirs) {
    return switch (theirs) {
      case Outcome.Refused t -> refused(ours, t);
      case Outcome.Evaluated t ->
          switch (ours) {
            case Outcome.Refused o -> new Verdict("refused by us alone: " + o.codes(), false);
            case Outcome.Evaluated o -> answers(o.answers(), t.answers());
          };
    };
  }

  private static Verdict refused(Outcome ours, Outcome.Refused theirs) {
    if (theirs.equals(OpaServer.ENDED)) {
      return new Verdict("opa broke down", true);
    }
    return switch (ours) {
      case Outcome.Refused o ->
          o.codes().stream().anyMatch(theirs.codes()::contains)
              ? new Verdict("refused", true)
              : new Verdict("refused for another reason", true);
      case Outcome.Evaluated o -> new Verdict("accepted, not " + theirs.codes(), false);
    };
  }

  private static Verdict answers(List<Outcome.Answer> ours, List<Outcome.Answer> theirs) {
    if (ours.equals(theirs)) {
      boolean failed = theirs.stream().allMatch(a -> a instanceof Outcome.Failure);
      return new Verdict(failed ? "failed" : "evaluated", true);
    }
    if (theirs.contains(new Outcome.Failure("eval_internal_error"))) {
      return new Verdict("opa broke down", true);
    }
    for (int i = 0; i < ours.size(); i++) {
      if (!ours.get(i).equals(theirs.get(i))) {
        return new Verdict(name(ours.get(i)) + " not " + name(theirs.get(i)), false);
      }
    }
    return new Verdict("other", false);
  }

  private static String name(Outcome.Answer answer) {
    return switch (answer) {
      case Outcome.Document d -> "document";
      case Outcome.Failure f -> f.code();
    };
  }
}
