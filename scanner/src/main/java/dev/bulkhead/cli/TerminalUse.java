package dev.bulkhead.cli;

import java.util.Arrays;

/**
 * What there is to see the output with. The launcher says which streams are terminals ({@code
 * -Dbulkhead.terminal=stdout,stderr}), because Java knows only of both at once.
 */
final class TerminalUse {
  private TerminalUse() {}

  static boolean stdout() {
    return is("stdout");
  }

  static boolean stderr() {
    return is("stderr");
  }

  private static boolean is(String stream) {
    String told = System.getProperty("bulkhead.terminal");
    if (told != null) {
      return Arrays.asList(told.split(",")).contains(stream);
    }
    java.io.Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Columns to use: the terminal's where it is known and sensible, else 80 as in CI logs. */
  static int width() {
    String columns = System.getenv("COLUMNS");
    try {
      return columns == null ? 80 : Math.clamp(Integer.parseInt(columns.strip()), 60, 160);
    } catch (NumberFormatException e) {
      return 80;
    }
  }

  /** CI logs show UTF-8 whatever the locale says; a terminal in another one does not. */
  static boolean unicode() {
    return !stdout() || "UTF-8".equals(System.getProperty("stdout.encoding", "UTF-8"));
  }
}
