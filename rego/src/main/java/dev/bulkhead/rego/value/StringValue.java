package dev.bulkhead.rego.value;

import org.jspecify.annotations.Nullable;

/** A string. Ordered by code point, as OPA's are by UTF-8 bytes. */
public final class StringValue implements Value {
  private final String value;

  private StringValue(String value) {
    this.value = value;
  }

  public static StringValue of(String value) {
    return new StringValue(value);
  }

  public String value() {
    return value;
  }

  @Override
  public String typeName() {
    return "string";
  }

  @Override
  public int typeOrder() {
    return 3;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof StringValue s
        ? compare(value, s.value)
        : typeOrder() - other.typeOrder();
  }

  /** Compares by code point: UTF-16 order would put surrogates before U+E000 to U+FFFF. */
  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean sx = Character.isSurrogate(x);
        boolean sy = Character.isSurrogate(y);
        return sx == sy ? x - y : sx ? 1 : -1;
      }
    }
    return a.length() - b.length();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StringValue s && value.equals(s.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return ValueText.of(this);
  }
}
