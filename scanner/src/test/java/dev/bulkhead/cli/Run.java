package dev.bulkhead.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a run of the program gave.
 *
 * @param out standard output
 * @param err standard error
 */
record Run(int code, String out, String err) {

  static Run of(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Main.execute(args, new PrintWriter(out, true), new PrintWriter(err, true));
    return new Run(code, out.toString(), err.toString());
  }
}
