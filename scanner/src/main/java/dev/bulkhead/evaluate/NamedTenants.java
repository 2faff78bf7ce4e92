package dev.bulkhead.evaluate;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tenants that a violation names in {@code between}, or in {@code from} and {@code to}. */
final class NamedTenants {
  private NamedTenants() {}

  /** Null where it names none; then the subject's own tenant is what the finding is about. */
  static Finding.@Nullable Crossing in(ObjectValue violation, Subject subject) {
    Value between = violation.get("between");
    if (between != null) {
      List<String> names = names(between);
      return new Finding.Crossing(names, names);
    }
    Value from = violation.get("from");
    Value to = violation.get("to");
    if (from == null && to == null) {
      return null;
    }
    String tenant = subject.tenant();
    List<String> own = tenant == null ? List.of() : List.of(tenant);
    return new Finding.Crossing(from == null ? own : names(from), to == null ? own : names(to));
  }

  private static List<String> names(Value value) {
    var out = new TreeSet<String>();
    switch (value) {
      case StringValue name -> out.add(name.value());
      case ArrayValue names -> names.forEach(n -> addName(n, out));
      case SetValue names -> names.forEach(n -> addName(n, out));
      default -> {}
    }
    return List.copyOf(out);
  }

  private static void addName(Value value, TreeSet<String> out) {
    if (value instanceof StringValue name) {
      out.add(name.value());
    }
  }
}
