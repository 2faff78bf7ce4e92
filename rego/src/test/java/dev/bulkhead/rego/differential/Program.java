package dev.bulkhead.rego.differential;

import java.util.List;

/**
 * A module and the inputs that it is evaluated for.
 *
 * @param blocks the rules, each of them text of its own; the module is the package and these
 */
record Program(List<String> blocks, List<String> inputs) {
  private static final String HEAD = "package t\n\n";

  String module() {
    return HEAD + String.join("\n", blocks);
  }

  Program with(List<String> otherBlocks) {
    return new Program(otherBlocks, inputs);
  }
}
