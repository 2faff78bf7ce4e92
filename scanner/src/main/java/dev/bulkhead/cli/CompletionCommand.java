package dev.bulkhead.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bulkhead completion}. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a script that lets a shell complete commands and options.",
    footerHeading = "%nExamples%n",
    footer = {
      "  source <(bulkhead completion bash)    in ~/.bashrc",
      "  source <(bulkhead completion zsh)     in ~/.zshrc"
    })
final class CompletionCommand implements Callable<Integer> {
  /** Both take one script, which looks where it runs; zsh wants its own completion first. */
  enum Shell {
    BASH,
    ZSH
  }

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private Shell shell = Shell.BASH;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (shell == Shell.ZSH) {
      out.println("autoload -U +X compinit && compinit");
    }
    out.print(AutoComplete.bash("bulkhead", spec.root().commandLine()));
    out.flush();
    return Main.CLEAN;
  }
}
