package dev.bulkhead.cli;

import dev.bulkhead.evaluate.Control;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulkhead controls list|show|coverage}. */
@Command(
    name = "controls",
    mixinStandardHelpOptions = true,
    description = "Lists controls, shows one, or counts what they cover.")
final class ControlsCommand {
  @Spec private CommandSpec spec;

  @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all controls.")
  int list(@Mixin OwnPolicies own) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    for (Control c : own.library().controls()) {
      out.printf("%-8s %-9s %s%n", c.id(), c.severity().name().toLowerCase(Locale.ROOT), c.title());
    }
    return Main.CLEAN;
  }

  @Command(
      name = "coverage",
      mixinStandardHelpOptions = true,
      description =
          "Counts the controls: what their verdicts need, which part of the mission they serve,"
              + " which frameworks they map to.")
  int coverage(@Mixin OwnPolicies own) throws IOException {
    new ControlCoverage(own.library().controls()).print(spec.commandLine().getOut());
    return Main.CLEAN;
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one control.")
  int show(
      @Parameters(paramLabel = "ID", description = "For example ISO-03.") String id,
      @Mixin OwnPolicies own)
      throws IOException {
    Control control =
        own.library().controls().stream()
            .filter(c -> c.id().equalsIgnoreCase(id))
            .findFirst()
            .orElseThrow(() ->
                new InputException(
                    "no control is called " + id + "; bulkhead controls list shows them"));
    PrintWriter out = spec.commandLine().getOut();
    out.println(control.id() + "  " + control.title());
    out.println("severity    " + control.severity().name().toLowerCase(Locale.ROOT));
    out.println("looks at    " + String.join(", ", control.kinds()));
    out.println("decided by  " + ControlCoverage.words(control.evidence()));
    out.println();
    out.println(control.description());
    out.println();
    out.println("Fix: " + control.remediation());
    if (control.example() != null) {
      out.println();
      control.example().lines().forEach(l -> out.println("    " + l));
    }
    control
        .parameters()
        .forEach((n, p) ->
            out.println(
                "parameter   " + n + " (default " + p.defaultValue() + "): " + p.description()));
    control
        .frameworks()
        .forEach(m ->
            out.println(
                "framework   "
                    + m.framework()
                    + " "
                    + m.requirement()
                    + " ("
                    + m.coverage()
                    + ")"));
    control.references().forEach(r -> out.println("reference   " + r));
    return Main.CLEAN;
  }
}
