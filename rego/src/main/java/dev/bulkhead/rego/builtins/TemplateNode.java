package dev.bulkhead.rego.builtins;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a template of Go's text/template. */
sealed interface TemplateNode {

  /** Plain text. */
  record Text(String text) implements TemplateNode {}

  /** A pipeline whose value is written, unless it is kept in a variable. */
  record Action(Pipeline pipeline) implements TemplateNode {}

  /** {@code if}. */
  record If(Pipeline condition, List<TemplateNode> then, List<TemplateNode> otherwise)
      implements TemplateNode {}

  /** {@code with}. */
  record With(Pipeline value, List<TemplateNode> then, List<TemplateNode> otherwise)
      implements TemplateNode {}

  /** {@code range}. */
  record Range(Pipeline items, List<TemplateNode> each, List<TemplateNode> otherwise)
      implements TemplateNode {}

  /** {@code template}. */
  record Call(String name, @Nullable Pipeline argument) implements TemplateNode {}

  /** {@code break} or {@code continue}. */
  record Leave(boolean loop) implements TemplateNode {}

  /**
   * Commands, each of which gets the value of the one before as its last argument.
   *
   * @param variables what the value is kept in; two where a range names index and item
   * @param assigns whether the variables are there already
   */
  record Pipeline(List<String> variables, boolean assigns, List<List<Operand>> commands) {}

  /** A part of a command. */
  sealed interface Operand {
    /** A constant: a String, Long, Double, Boolean; null for nil. */
    record Constant(@Nullable Object value) implements Operand {}

    /** The value at hand and fields of it. */
    record Dot(List<String> fields) implements Operand {}

    /** A variable and fields of it. */
    record Variable(String name, List<String> fields) implements Operand {}

    /** A pipeline in parentheses and fields of its value. */
    record Nested(Pipeline pipeline, List<String> fields) implements Operand {}

    /** The name of a function. */
    record Function(String name) implements Operand {}
  }
}
