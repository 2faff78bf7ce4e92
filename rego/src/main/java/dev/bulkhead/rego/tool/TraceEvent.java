package dev.bulkhead.rego.tool;

import dev.bulkhead.rego.syntax.Location;

/**
 * A step of a traced evaluation.
 *
 * @param depth how many rules and nested bodies are around it
 * @param text the rule's name, or the note; empty for expressions, whose text stands at their
 *     location
 */
public record TraceEvent(Kind kind, int depth, Location location, String text) {

  /** What happened. */
  public enum Kind {
    ENTER("Enter"),
    EVAL("Eval"),
    EXIT("Exit"),
    REDO("Redo"),
    FAIL("Fail"),
    NOTE("Note");

    private final String shown;

    Kind(String shown) {
      this.shown = shown;
    }

    String shown() {
      return shown;
    }
  }
}
