package dev.bulkhead.rego.value;

/** {@code true} or {@code false}. */
public final class BooleanValue implements Value {
  public static final BooleanValue TRUE = new BooleanValue(true);
  public static final BooleanValue FALSE = new BooleanValue(false);

  private final boolean value;

  private BooleanValue(boolean value) {
    this.value = value;
  }

  public static BooleanValue of(boolean value) {
    return value ? TRUE : FALSE;
  }

  public boolean value() {
    return value;
  }

  @Override
  public String typeName() {
    return "boolean";
  }

  @Override
  public int typeOrder() {
    return 1;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof BooleanValue b
        ? Boolean.compare(value, b.value)
        : typeOrder() - other.typeOrder();
  }

  @Override
  public String toString() {
    return value ? "true" : "false";
  }
}
