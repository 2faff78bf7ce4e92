package dev.bulkhead.rego.value;

import org.jspecify.annotations.Nullable;

/** What values made of values have in common: a hash that is kept, and comparison. */
abstract class Compound {
  private int hash;
  private @Nullable Kin kin;

  /** The hash; 0 or not. */
  abstract int hash();

  /** Whether a value of the same type has equal parts. */
  abstract boolean hasPartsOf(Compound other);

  /** The order of this value and one of the same type, by their parts. */
  abstract int compareParts(Compound other);

  /** Whether a part is itself made of parts. */
  abstract boolean isNested();

  static boolean anyCompound(Iterable<Value> parts) {
    for (Value part : parts) {
      if (part instanceof Compound) {
        return true;
      }
    }
    return false;
  }

  @Override
  public final boolean equals(@Nullable Object object) {
    if (this == object) {
      return true;
    }
    if (!(object instanceof Compound other)
        || getClass() != other.getClass()
        || hashCode() != other.hashCode()) {
      return false;
    }
    if (Kin.same(kin, other.kin)) {
      return true;
    }
    boolean equal = hasPartsOf(other);
    if (equal) {
      remember(other);
    }
    return equal;
  }

  /** The order of this value and one of the same type. */
  final int order(Compound other) {
    if (this == other || Kin.same(kin, other.kin)) {
      return 0;
    }
    int order = compareParts(other);
    if (order == 0) {
      remember(other);
    }
    return order;
  }

  /** Flat values are compared as fast as families are looked up. */
  private void remember(Compound equal) {
    if (isNested()) {
      Kin joined = Kin.joined(kin, equal.kin);
      kin = joined;
      equal.kin = joined;
    }
  }

  @Override
  public final int hashCode() {
    if (hash == 0) {
      int h = hash();
      hash = h == 0 ? 1 : h;
    }
    return hash;
  }
}
