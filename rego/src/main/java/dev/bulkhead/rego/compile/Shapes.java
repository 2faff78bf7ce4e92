package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NullValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import org.jspecify.annotations.Nullable;

/** Whether two terms may be equal by their shapes alone: where not, neither binds the other. */
final class Shapes {
  private Shapes() {}

  /** Whether matching one against the other may bind a variable. */
  static boolean fit(Term left, Term right) {
    Shape a = shape(left);
    Shape b = shape(right);
    return a == null || b == null || a.equals(b);
  }

  private record Shape(String type, int size) {}

  /** Null for what may have any shape. */
  private static @Nullable Shape shape(Term term) {
    if (term instanceof Resolved.Array a) {
      return new Shape("array", a.items().size());
    }
    if (term instanceof Resolved.Obj o) {
      return new Shape("object", o.keys().size());
    }
    return term instanceof Resolved.Const c ? shape(c.value()) : null;
  }

  private static Shape shape(Value value) {
    return switch (value) {
      case ArrayValue a -> new Shape("array", a.size());
      case ObjectValue o -> new Shape("object", o.size());
      case NullValue n -> new Shape(n.typeName(), 0);
      case BooleanValue b -> new Shape(b.typeName(), 0);
      case NumberValue n -> new Shape(n.typeName(), 0);
      case StringValue s -> new Shape(s.typeName(), 0);
      case SetValue s -> new Shape(s.typeName(), s.size());
    };
  }
}
