package dev.bulkhead.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** A command's manual page (man(7)), made of what its help says. */
final class ManPage {
  private final CommandSpec spec;
  private final StringBuilder out = new StringBuilder();

  private ManPage(CommandSpec spec) {
    this.spec = spec;
  }

  /** The page's name, such as {@code bulkhead-scan}. */
  static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  static String of(CommandSpec spec) {
    return new ManPage(spec).write();
  }

  private String write() {
    UsageMessageSpec usage = spec.usageMessage();
    line(".TH " + name(spec).toUpperCase(Locale.ROOT) + " 1 \"\" Bulkhead \"Bulkhead Manual\"");
    line(".SH NAME");
    line(text(name(spec)) + " \\- " + text(sentence(usage.description())));
    line(".SH SYNOPSIS");
    line(text(spec.commandLine().getHelp().synopsis(0).strip().replaceAll("\\s+", " ")));
    if (!spec.positionalParameters().isEmpty()) {
      line(".SH ARGUMENTS");
      for (PositionalParamSpec p : spec.positionalParameters()) {
        term("\\fI" + text(p.paramLabel()) + "\\fR", p.description());
      }
    }
    line(".SH OPTIONS");
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        term(names(option), option.description());
      }
    }
    writeCommands();
    if (!usage.exitCodeList().isEmpty()) {
      line(".SH EXIT STATUS");
      usage.exitCodeList().forEach((code, means) -> term("\\fB" + code + "\\fR", means));
    }
    if (usage.footer().length > 0) {
      line(".SH EXAMPLES");
      line(".nf");
      for (String example : usage.footer()) {
        line(text(String.format(example.strip())));
      }
      line(".fi");
    }
    return out.toString();
  }

  private void writeCommands() {
    if (spec.subcommands().isEmpty()) {
      return;
    }
    line(".SH COMMANDS");
    List<String> pages = new ArrayList<>();
    for (Map.Entry<String, CommandLine> sub : spec.subcommands().entrySet()) {
      CommandSpec below = sub.getValue().getCommandSpec();
      term("\\fB" + text(sub.getKey()) + "\\fR", below.usageMessage().description());
      pages.add("\\fB" + text(name(below)) + "\\fR(1)");
    }
    line(".SH SEE ALSO");
    line(String.join(", ", pages));
  }

  private static String names(OptionSpec option) {
    String names = "\\fB" + text(String.join(", ", option.names())) + "\\fR";
    boolean flag = option.arity().max() == 0;
    return flag ? names : names + " \\fI" + text(option.paramLabel()) + "\\fR";
  }

  private void term(String term, String... description) {
    line(".TP");
    line(term);
    line(text(String.format(String.join(" ", description))));
  }

  private static String sentence(String[] description) {
    return String.join(" ", description).replaceFirst("\\.$", "");
  }

  /** Backslashes and hyphens as themselves; a line that begins with a dot is no request. */
  private static String text(String plain) {
    String escaped = plain.replace("\\", "\\e").replace("-", "\\-");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private void line(String line) {
    out.append(line).append('\n');
  }
}
