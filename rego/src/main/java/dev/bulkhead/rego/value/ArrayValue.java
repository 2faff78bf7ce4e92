package dev.bulkhead.rego.value;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** An array. */
public final class ArrayValue extends Compound implements Value, Iterable<Value> {
  public static final ArrayValue EMPTY = new ArrayValue(new Value[0]);

  private final Value[] items;

  private ArrayValue(Value[] items) {
    this.items = items;
  }

  public static ArrayValue of(List<? extends Value> items) {
    return items.isEmpty() ? EMPTY : new ArrayValue(items.toArray(Value[]::new));
  }

  /** An array over {@code items}, which the caller gives away and must not change. */
  public static ArrayValue of(Value... items) {
    return items.length == 0 ? EMPTY : new ArrayValue(items);
  }

  public int size() {
    return items.length;
  }

  public Value get(int index) {
    return items[index];
  }

  /** These items and then those. */
  public ArrayValue concat(ArrayValue other) {
    Value[] all = Arrays.copyOf(items, Math.addExact(items.length, other.items.length));
    System.arraycopy(other.items, 0, all, items.length, other.items.length);
    return of(all);
  }

  @Override
  public Iterator<Value> iterator() {
    return Arrays.asList(items).iterator();
  }

  @Override
  public String typeName() {
    return "array";
  }

  @Override
  public int typeOrder() {
    return 4;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof ArrayValue a ? order(a) : typeOrder() - other.typeOrder();
  }

  @Override
  int compareParts(Compound other) {
    return Arrays.compare(items, ((ArrayValue) other).items);
  }

  @Override
  boolean hasPartsOf(Compound other) {
    return Arrays.equals(items, ((ArrayValue) other).items);
  }

  @Override
  int hash() {
    return 31 + Arrays.hashCode(items);
  }

  @Override
  boolean isNested() {
    return anyCompound(this);
  }

  @Override
  public String toString() {
    return ValueText.of(this);
  }
}
