package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.builtins.Declaration.Capability;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds built-in functions by name. What a function needs beyond its arguments, such as the clock,
 * has to be granted. Immutable.
 */
public final class BuiltinRegistry {
  private static final class Standard {
    private static final BuiltinRegistry REGISTRY =
        new BuiltinRegistry(byName(Families.common()), EnumSet.of(Capability.NONE));
  }

  private final Map<String, Declaration> declarations;
  private final Set<Capability> granted;

  private BuiltinRegistry(Map<String, Declaration> declarations, Set<Capability> granted) {
    this.declarations = declarations;
    this.granted = granted;
  }

  private static Map<String, Declaration> byName(List<Declaration> declarations) {
    var out = new HashMap<String, Declaration>();
    declarations.forEach(d -> out.put(d.name(), d));
    return out;
  }

  /** The built-ins of this engine that need nothing but their arguments. */
  public static BuiltinRegistry standard() {
    return Standard.REGISTRY;
  }

  /** The same, and those that need one of these capabilities. */
  public BuiltinRegistry granting(Set<Capability> capabilities) {
    if (granted.containsAll(capabilities)) {
      return this;
    }
    var all = EnumSet.copyOf(granted);
    all.addAll(capabilities);
    return new BuiltinRegistry(declarations, Collections.unmodifiableSet(all));
  }

  /** The names of all built-ins, those that need what is not granted among them. */
  public Set<String> names() {
    return Families.all().stream().map(Declaration::name).collect(Collectors.toUnmodifiableSet());
  }

  private @Nullable Declaration declaration(String name) {
    Declaration common = declarations.get(name);
    return common == null ? Families.rareByName(name) : common;
  }

  /** The built-in of this name; null where there is none, or it needs what is not granted. */
  public @Nullable Declaration find(String name) {
    Declaration declaration = declaration(name);
    return declaration == null || granted.contains(declaration.capability()) ? declaration : null;
  }

  /** Why a built-in of OPA cannot be called here; null for names that OPA does not know either. */
  public @Nullable String unsupported(String name) {
    Declaration declaration = declaration(name);
    return declaration == null
        ? UnsupportedBuiltins.reason(name)
        : "it needs the capability "
            + declaration.capability().name().toLowerCase(Locale.ROOT)
            + ", which is not granted";
  }
}
