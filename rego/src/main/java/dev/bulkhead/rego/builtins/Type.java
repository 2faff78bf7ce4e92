package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A type, as the signatures of built-ins and OPA's type errors write it: {@code
 * array<number>[string]} has a number first and strings after it, {@code object<op: string>[any:
 * any]} has the key {@code op} and others. A part whose type is not known is null, and written
 * {@code ???}.
 */
public sealed interface Type
    permits Type.Scalar, Type.AnyOf, Type.ArrayOf, Type.ObjectOf, Type.SetOf, Signature {

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

  /** One of several types, in order; any value where there are none. */
  record AnyOf(List<Type> of) implements Type {
    @Override
    public String toString() {
      return of.isEmpty() ? "any" : "any" + angles(shown(of));
    }
  }

  /**
   * An array.
   *
   * @param first the types of the items that are always there
   * @param rest the type of all further items; null where there are none
   */
  record ArrayOf(List<@Nullable Type> first, @Nullable Type rest) implements Type {
    @Override
    public String toString() {
      return "array"
          + (first.isEmpty() ? "" : angles(shown(first)))
          + (rest == null ? "" : brackets(rest));
    }
  }

  /**
   * An object.
   *
   * @param known the keys that are always there
   * @param others null where there are no further keys
   */
  record ObjectOf(SortedMap<Value, @Nullable Type> known, @Nullable Entries others)
      implements Type {
    @Override
    public String toString() {
      var pairs = new ArrayList<String>();
      known.forEach((key, type) -> pairs.add(keyText(key) + ": " + shown(type)));
      return "object"
          + (pairs.isEmpty() ? "" : angles(pairs))
          + (others == null ? "" : brackets(others));
    }

    /** The type of the values under further keys; null where there are none. */
    public @Nullable Type otherValues() {
      return others == null ? null : others.value();
    }
  }

  /** The types of an object's keys and their values. */
  record Entries(@Nullable Type key, @Nullable Type value) {
    @Override
    public String toString() {
      return shown(key) + ": " + shown(value);
    }
  }

  /** A set; empty where its members have no type. */
  record SetOf(@Nullable Type of) implements Type {
    @Override
    public String toString() {
      return "set" + (of == null ? "" : brackets(of));
    }
  }

  /** Any value. */
  Type ANYTHING = new AnyOf(List.of());

  /** The type as text, also where it is not known. */
  static String shown(@Nullable Type type) {
    return type == null ? "???" : type.toString();
  }

  /** A key of an object as types write it: a string without quotes. */
  static String keyText(Value key) {
    return key instanceof StringValue text ? text.value() : key.toString();
  }

  private static List<String> shown(List<? extends @Nullable Type> types) {
    var out = new ArrayList<String>(types.size());
    types.forEach(type -> out.add(shown(type)));
    return out;
  }

  private static String angles(List<String> parts) {
    return "<" + String.join(", ", parts) + ">";
  }

  private static String brackets(Object part) {
    return "[" + part + "]";
  }
}
