package dev.bulkhead.rego.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed module.
 *
 * @param file the name under which it was loaded
 * @param source its text
 * @param packagePath the package below {@code data}, for example {@code [bulkhead, controls]}
 * @param annotations the METADATA blocks in the order of the source, each with what it is attached
 *     to
 */
public record Module(
    String file,
    String source,
    Location packageLocation,
    List<String> packagePath,
    List<Import> imports,
    List<Rule> rules,
    List<Annotations> annotations,
    List<Comment> comments) {

  /**
   * {@code import path as alias}; the path begins with {@code data}, {@code input}, {@code rego} or
   * {@code future}.
   */
  public record Import(Location location, List<String> path, @Nullable String alias) {}

  /** A comment, without its {@code #}. */
  public record Comment(Location location, String text) {}
}
