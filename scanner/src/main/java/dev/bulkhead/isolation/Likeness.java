package dev.bulkhead.isolation;

import dev.bulkhead.model.Layer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tenants that are alike: whoever is kept apart from one is kept apart from the other. */
final class Likeness {
  private final int tenants;
  private final Map<Layer, BitSet> known = new EnumMap<>(Layer.class);
  private final Map<Layer, BitSet[]> into;
  private final Map<Layer, BitSet[]> outOf = new EnumMap<>(Layer.class);

  /**
   * @param into by layer and tenant, who gets in; null = nobody
   */
  Likeness(Isolation isolation, Map<Layer, BitSet[]> into) {
    this.tenants = isolation.tenants().size();
    this.into = into;
    for (Layer layer : Layer.values()) {
      var bits = new BitSet(tenants);
      for (int tenant = 0; tenant < tenants; tenant++) {
        bits.set(tenant, isolation.wall(tenant, layer).isKnown());
      }
      known.put(layer, bits);
    }
    into.forEach((layer, sources) -> outOf.put(layer, turned(sources)));
  }

  private static BitSet[] turned(BitSet[] sources) {
    var out = new BitSet[sources.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = new BitSet(out.length);
    }
    for (int to = 0; to < sources.length; to++) {
      int target = to;
      row(sources, to).stream().forEach(from -> out[from].set(target));
    }
    return out;
  }

  /** Groups of places, each in rising order; compares with one of each group only. */
  List<List<Integer>> groups(int most) {
    var out = new ArrayList<List<Integer>>();
    for (int tenant = 0; tenant < tenants; tenant++) {
      List<Integer> group = like(tenant, out);
      if (group == null) {
        if (out.size() == most) {
          return List.of();
        }
        group = new ArrayList<>();
        out.add(group);
      }
      group.add(tenant);
    }
    return out;
  }

  private @Nullable List<Integer> like(int tenant, List<List<Integer>> groups) {
    for (List<Integer> group : groups) {
      if (alike(group.getFirst(), tenant)) {
        return group;
      }
    }
    return null;
  }

  private boolean alike(int one, int other) {
    return known.values().stream().allMatch(k -> k.get(one) == k.get(other))
        && into.values().stream().allMatch(sets -> alike(sets, one, other))
        && outOf.values().stream().allMatch(sets -> alike(sets, one, other));
  }

  /**
   * Whether two rows are the same but for the two tenants themselves, which treat each other alike.
   */
  private static boolean alike(BitSet[] rows, int one, int other) {
    BitSet first = row(rows, one);
    BitSet second = row(rows, other);
    if (first.get(other) != second.get(one)) {
      return false;
    }
    first.xor(second);
    first.clear(one);
    first.clear(other);
    return first.isEmpty();
  }

  private static BitSet row(BitSet[] rows, int tenant) {
    BitSet row = rows[tenant];
    return row == null ? new BitSet() : (BitSet) row.clone();
  }
}
