package dev.bulkhead.rego.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a program smaller as long as the engines still disagree about it in the same way. */
final class Minimizer {
  private final Predicate<Program> stillFails;

  Minimizer(Predicate<Program> stillFails) {
    this.stillFails = stillFails;
  }

  Program minimize(Program program) {
    Program best = withOneInput(program);
    boolean smaller = true;
    while (smaller) {
      Program next = withFewerLines(withFewerBlocks(best));
      smaller = next.module().length() < best.module().length();
      best = next;
    }
    return best;
  }

  private Program withOneInput(Program program) {
    for (String input : program.inputs()) {
      var candidate = new Program(program.blocks(), List.of(input));
      if (stillFails.test(candidate)) {
        return candidate;
      }
    }
    return program;
  }

  private Program withFewerBlocks(Program program) {
    Program best = program;
    for (int i = program.blocks().size() - 1; i >= 0; i--) {
      var blocks = new ArrayList<>(best.blocks());
      if (i < blocks.size() && blocks.size() > 1) {
        blocks.remove(i);
        best = better(best, best.with(blocks));
      }
    }
    return best;
  }

  private Program withFewerLines(Program program) {
    Program best = program;
    for (int b = 0; b < best.blocks().size(); b++) {
      int lines = best.blocks().get(b).split("\n", -1).length;
      for (int i = lines - 1; i >= 0; i--) {
        var kept = new ArrayList<>(List.of(best.blocks().get(b).split("\n", -1)));
        if (i < kept.size() && kept.size() > 1) {
          kept.remove(i);
          var blocks = new ArrayList<>(best.blocks());
          blocks.set(b, String.join("\n", kept));
          best = better(best, best.with(blocks));
        }
      }
    }
    return best;
  }

  private Program better(Program best, Program candidate) {
    return stillFails.test(candidate) ? candidate : best;
  }
}
