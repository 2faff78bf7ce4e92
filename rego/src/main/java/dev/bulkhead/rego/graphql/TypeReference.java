package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.value.ObjectValue;
import org.jspecify.annotations.Nullable;

/**
 * A type as fields, arguments and variables name it.
 *
 * @param name empty for a list
 * @param element null for a named type
 */
record TypeReference(String name, @Nullable TypeReference element, boolean nonNull) {
  private static final TypeReference NONE = new TypeReference("", null, false);

  /** The type of a field, argument or variable. */
  static TypeReference of(ObjectValue part) {
    ObjectValue type = Parts.part(part, "Type");
    return type == null ? NONE : parse(type);
  }

  private static TypeReference parse(ObjectValue type) {
    ObjectValue element = Parts.part(type, "Elem");
    return new TypeReference(
        Parts.text(type, "NamedType"),
        element == null ? null : parse(element),
        Parts.flag(type, "NonNull"));
  }

  /** The name below all lists. */
  String base() {
    return element == null ? name : element.base();
  }

  /** Whether an argument of this type takes all that one of the other type takes. */
  boolean compatible(TypeReference other) {
    if (!name.equals(other.name) || (element != null && other.element == null)) {
      return false;
    }
    if (element != null && other.element != null && !element.compatible(other.element)) {
      return false;
    }
    return !other.nonNull || nonNull;
  }

  @Override
  public String toString() {
    return (element == null ? name : "[" + element + "]") + (nonNull ? "!" : "");
  }
}
