package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Something that has one value, or none (undefined), once the variables it reads are bound. */
public abstract class Operand {

  /** The value, or null where it is undefined. */
  abstract @Nullable Value value(Frame frame);

  /** The values of all, or null where one is undefined. */
  static Value @Nullable [] values(Operand[] operands, Frame frame) {
    var out = new Value[operands.length];
    for (int i = 0; i < operands.length; i++) {
      Value value = operands[i].value(frame);
      if (value == null) {
        return null;
      }
      out[i] = value;
    }
    return out;
  }

  /** Whether the value is known before evaluation. */
  @Nullable Value constant() {
    return null;
  }
}
