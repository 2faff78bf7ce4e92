package dev.bulkhead.rego.builtins;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A type, as the signatures of built-ins and OPA's type errors write it: {@code
 * array<number>[string]} has a number first and strings after it, {@code object<op: string>[any:
 * any]} has the key {@code op} and others.
 */
public sealed interface Type {

  /** What {@link #toString()} gives is how OPA writes the type. */
  @Override
  String toString();

  /** A type without parts. */
  enum Scalar implements Type {
    NULL,
    BOOLEAN,
    NUMBER,
    STRING;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** One of several types; any value where there are none. */
  record AnyOf(List<Type> of) implements Type {
    @Override
    public String toString() {
      return of.isEmpty() ? "any" : "any" + angles(of);
    }
  }

  /**
   * An array.
   *
   * @param first the types of the items that are always there
   * @param rest the type of all further items; null where there are none
   */
  record ArrayOf(List<Type> first, @Nullable Type rest) implements Type {
    @Override
    public String toString() {
      return "array"
          + (first.isEmpty() ? "" : angles(first))
          + (rest == null ? "" : brackets(rest));
    }
  }

  /**
   * An object.
   *
   * @param known the keys that are always there, in order
   * @param key the type of all further keys; null where there are none, as is {@code value} then
   */
  record ObjectOf(Map<String, Type> known, @Nullable Type key, @Nullable Type value)
      implements Type {
    @Override
    public String toString() {
      var pairs = new ArrayList<String>();
      known.forEach((name, type) -> pairs.add(name + ": " + type));
      return "object"
          + (pairs.isEmpty() ? "" : angles(pairs))
          + (key == null ? "" : brackets(key + ": " + value));
    }
  }

  /** A set; of anything where its items have no type. */
  record SetOf(@Nullable Type of) implements Type {
    @Override
    public String toString() {
      return "set" + (of == null ? "" : brackets(of));
    }
  }

  /** Any value. */
  Type ANYTHING = new AnyOf(List.of());

  private static String angles(List<?> parts) {
    return parts.stream().map(String::valueOf).collect(Collectors.joining(", ", "<", ">"));
  }

  private static String brackets(Object part) {
    return "[" + part + "]";
  }
}
