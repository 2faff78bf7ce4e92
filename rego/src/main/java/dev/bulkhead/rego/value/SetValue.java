package dev.bulkhead.rego.value;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set. Iterates in order. */
public final class SetValue extends Compound implements Value, Iterable<Value> {
  public static final SetValue EMPTY = new SetValue(Set.of());

  private final Set<Value> items;
  private Value @Nullable [] sorted;

  private SetValue(Set<Value> items) {
    this.items = items;
  }

  public static SetValue of(Collection<? extends Value> items) {
    return items.isEmpty() ? EMPTY : new SetValue(new HashSet<>(items));
  }

  /** A set over {@code items}, which the caller gives away and must not change. */
  public static SetValue wrap(Set<Value> items) {
    return items.isEmpty() ? EMPTY : new SetValue(items);
  }

  public int size() {
    return items.size();
  }

  public boolean contains(Value item) {
    return items.contains(item);
  }

  /** The items in no particular order; not to be changed. */
  public Set<Value> members() {
    return items;
  }

  /** The items in order; not to be changed. */
  public Value[] sorted() {
    Value[] s = sorted;
    if (s == null) {
      s = items.toArray(Value[]::new);
      Arrays.sort(s);
      sorted = s;
    }
    return s;
  }

  @Override
  public Iterator<Value> iterator() {
    return Arrays.asList(sorted()).iterator();
  }

  @Override
  public String typeName() {
    return "set";
  }

  @Override
  public int typeOrder() {
    return 6;
  }

  @Override
  public int compareTo(Value other) {
    return other instanceof SetValue s ? order(s) : typeOrder() - other.typeOrder();
  }

  @Override
  int compareParts(Compound other) {
    return Arrays.compare(sorted(), ((SetValue) other).sorted());
  }

  @Override
  boolean hasPartsOf(Compound other) {
    return items.equals(((SetValue) other).items);
  }

  @Override
  int hash() {
    return 37 * items.hashCode() + 1;
  }

  @Override
  boolean isNested() {
    return anyCompound(items);
  }

  @Override
  public String toString() {
    return ValueText.of(this);
  }
}
