package dev.bulkhead.rego.value;

/** The value {@code null}. */
public final class NullValue implements Value {
  public static final NullValue NULL = new NullValue();

  private NullValue() {}

  @Override
  public String typeName() {
    return "null";
  }

  @Override
  public int typeOrder() {
    return 0;
  }

  @Override
  public int compareTo(Value other) {
    return typeOrder() - other.typeOrder();
  }

  @Override
  public String toString() {
    return "null";
  }
}
