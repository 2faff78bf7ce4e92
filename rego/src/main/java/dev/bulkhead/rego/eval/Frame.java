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

  /** A frame for evaluating constants, which read nothing of it. */
  static Frame empty() {
    return new Frame(0, Context.none());
  }
}
