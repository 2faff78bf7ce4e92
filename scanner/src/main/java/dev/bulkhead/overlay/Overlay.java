package dev.bulkhead.overlay;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A map like another but for a few entries. Lookups cost one more lookup; nothing is copied, so
 * that a change of one entry among thousands costs as little as one among ten. Immutable as long as
 * the other is.
 */
public final class Overlay<K, V> extends AbstractMap<K, V> {
  private final Map<K, V> base;
  private final Map<K, V> put;
  private final Set<K> hidden;
  private final int size;

  private Overlay(Map<K, V> base, Map<K, V> put, Set<K> hidden) {
    this.base = base;
    this.put = put;
    this.hidden = hidden;
    long gone = hidden.stream().filter(base::containsKey).count();
    this.size = base.size() - (int) gone + put.size();
  }

  /**
   * The base with some entries put and others removed.
   *
   * @param put must not change later
   * @param removed keys, there or not
   */
  public static <K, V> Map<K, V> of(Map<K, V> base, Map<K, V> put, Set<K> removed) {
    if (put.isEmpty() && removed.isEmpty()) {
      return base;
    }
    Set<K> hidden = new java.util.HashSet<>(removed);
    hidden.addAll(put.keySet());
    return base.size() <= 32 ? copy(base, put, hidden) : new Overlay<>(base, put, hidden);
  }

  private static <K, V> Map<K, V> copy(Map<K, V> base, Map<K, V> put, Set<K> hidden) {
    var out = new HashMap<>(base);
    hidden.forEach(out::remove);
    out.putAll(put);
    return out;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return put.containsKey(key) || (base.containsKey(key) && !hidden.contains(key));
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    V own = put.get(key);
    return own != null || hidden.contains(key) ? own : base.get(key);
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public Iterator<Entry<K, V>> iterator() {
        return Stream.concat(
                base.entrySet().stream().filter(e -> !hidden.contains(e.getKey())),
                put.entrySet().stream())
            .iterator();
      }
    };
  }
}
