package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.value.ObjectValue;
import org.jspecify.annotations.Nullable;

/**
 * A METADATA block.
 *
 * @param scope what it speaks of
 * @param metadata the block's fields as OPA shows them in {@code rego.metadata.rule()} (scope
 *     included)
 * @param rule the rule that it stands before, for RULE and DOCUMENT scope; null otherwise
 */
public record Annotations(
    Location location, Scope scope, ObjectValue metadata, @Nullable Rule rule) {

  /** The scopes of OPA's annotations, narrowest first. */
  public enum Scope {
    RULE,
    DOCUMENT,
    PACKAGE,
    SUBPACKAGES
  }
}
