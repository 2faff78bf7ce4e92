package dev.bulkhead.rego.value;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one of many alike objects: a fraction of the size of a hash map, because names and
 * their places are shared. Immutable.
 */
final class FieldMap extends AbstractMap<Value, Value> {
  private final FieldLayout layout;
  private final @Nullable Value[] fields;
  private final int size;

  /**
   * @param fields by their places in the layout, null for those that are absent; given away
   */
  FieldMap(FieldLayout layout, @Nullable Value[] fields) {
    this.layout = layout;
    this.fields = fields;
    int present = 0;
    for (Value field : fields) {
      present += field == null ? 0 : 1;
    }
    this.size = present;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public @Nullable Value get(@Nullable Object key) {
    int index = layout.index(key);
    return index < 0 ? null : fields[index];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public void forEach(BiConsumer<? super Value, ? super Value> action) {
    for (int i = 0; i < fields.length; i++) {
      Value field = fields[i];
      if (field != null) {
        action.accept(layout.name(i), field);
      }
    }
  }

  @Override
  public Set<Entry<Value, Value>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public Iterator<Entry<Value, Value>> iterator() {
        return new Entries();
      }
    };
  }

  /** Fields of one layout are compared without a look-up. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (other instanceof FieldMap f && f.layout == layout) {
      return Arrays.equals(fields, f.fields);
    }
    return super.equals(other);
  }

  @Override
  public int hashCode() {
    int hash = 0;
    for (int i = 0; i < fields.length; i++) {
      Value field = fields[i];
      if (field != null) {
        hash += layout.name(i).hashCode() ^ field.hashCode();
      }
    }
    return hash;
  }

  private final class Entries implements Iterator<Entry<Value, Value>> {
    private int next;

    @Override
    public boolean hasNext() {
      while (next < fields.length && fields[next] == null) {
        next++;
      }
      return next < fields.length;
    }

    @Override
    public Entry<Value, Value> next() {
      Value field = hasNext() ? fields[next] : null;
      if (field == null) {
        throw new NoSuchElementException();
      }
      return Map.entry(layout.name(next++), field);
    }
  }
}
