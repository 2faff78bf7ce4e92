package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Something that has one value, or none (undefined), once the variables it reads are bound. */
public abstract class Operand {

  /** The value, or null where it is undefined. */
  abstract @Nullable Value value(Frame frame);

  /** Whether the value is known before evaluation. */
  @Nullable Value constant() {
    return null;
  }
}
