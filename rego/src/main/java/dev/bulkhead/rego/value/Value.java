package dev.bulkhead.rego.value;

/**
 * A Rego value. Values are immutable, compare in OPA's total order (null, booleans, numbers,
 * strings, arrays, objects, sets) and cache their hash. <em>Undefined</em> is not a value: where
 * something may be undefined, the API says so.
 */
public sealed interface Value extends Comparable<Value>
    permits NullValue, BooleanValue, NumberValue, StringValue, ArrayValue, ObjectValue, SetValue {

  /**
   * The name that the built-in {@code type_name} gives: null, boolean, number, string, array,
   * object or set.
   */
  String typeName();

  /** The position of this value's type in OPA's order of types. */
  int typeOrder();

  /** The value as Rego source text, as OPA prints terms. */
  @Override
  String toString();
}
