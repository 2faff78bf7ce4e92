package dev.bulkhead.rego.builtins;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds built-in functions by name. Immutable. */
public final class BuiltinRegistry {
  private static final class Standard {
    private static final BuiltinRegistry REGISTRY = new BuiltinRegistry(Families.all());
  }

  private final Map<String, Declaration> declarations = new HashMap<>();

  private BuiltinRegistry(List<Declaration> declarations) {
    declarations.forEach(d -> this.declarations.put(d.name(), d));
  }

  /** The built-ins of this engine. */
  public static BuiltinRegistry standard() {
    return Standard.REGISTRY;
  }

  public @Nullable Declaration find(String name) {
    return declarations.get(name);
  }

  /** Why a built-in of OPA is not here; null for names that OPA does not know either. */
  public @Nullable String unsupported(String name) {
    return UnsupportedBuiltins.reason(name);
  }
}
