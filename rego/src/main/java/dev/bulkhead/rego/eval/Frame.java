package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** The variables of one rule's evaluation, comprehensions inside it included. */
final class Frame {
  final @Nullable Value[] slots;
  Context context;

  Frame(int size, Context context) {
    this.slots = new Value[size];
    this.context = context;
  }

  Value get(int slot) {
    Value value = slots[slot];
    if (value == null) {
      throw new IllegalStateException("slot " + slot + " is read before it is bound");
    }
    return value;
  }
}
