package dev.bulkhead.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bulkhead policy check|test|eval|input}. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Checks, tests and evaluates policies in Rego.",
    subcommands = {
      PolicyCheckCommand.class,
      PolicyTestCommand.class,
      PolicyEvalCommand.class,
      PolicyInputCommand.class
    },
    footer = {"", "Exit codes are those of opa check, opa test and opa eval."})
final class PolicyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "name a command, for example: bulkhead policy test policies");
  }
}
