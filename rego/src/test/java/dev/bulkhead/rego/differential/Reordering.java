package dev.bulkhead.rego.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The same program with the expressions of its bodies, a line each, in other orders. */
final class Reordering {
  private static final String INDENT = "  ";

  private Reordering() {}

  /** Programs in which one expression stands last in its body. */
  static Stream<Program> of(Program program) {
    return IntStream.range(0, program.blocks().size())
        .boxed()
        .flatMap(i ->
            lines(program.blocks().get(i))
                .map(block -> {
                  var blocks = new ArrayList<>(program.blocks());
                  blocks.set(i, block);
                  return program.with(blocks);
                }));
  }

  private static Stream<String> lines(String block) {
    List<String> lines = List.of(block.split("\n", -1));
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).startsWith(INDENT))
        .mapToObj(i -> last(lines, i));
  }

  private static String last(List<String> lines, int moved) {
    int end = moved;
    while (end + 1 < lines.size() && lines.get(end + 1).startsWith(INDENT)) {
      end++;
    }
    var out = new ArrayList<>(lines);
    out.add(end, out.remove(moved));
    return String.join("\n", out);
  }
}
