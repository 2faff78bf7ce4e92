package dev.bulkhead.isolation;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Layer;
import dev.bulkhead.model.Tenant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which tenants are isolated from which, in each layer.
 *
 * <p>Controls decide: those whose METADATA names a layer. A finding of theirs is a way between the
 * tenants it names ({@code between}, {@code from}, {@code to}), or from every tenant to its own;
 * what they could not judge leaves the layer unknown. So the matrix and the findings cannot
 * disagree.
 */
public final class Isolation {
  private final List<String> tenants;
  private final Map<String, Integer> ordinals = new HashMap<>();
  private final List<Map<Layer, Wall>> walls;
  private final List<Breach> breaches;
  private final Map<Layer, BitSet[]> into = new EnumMap<>(Layer.class);

  private Isolation(List<String> tenants, List<Map<Layer, Wall>> walls, List<Breach> breaches) {
    this.tenants = tenants;
    this.walls = walls;
    this.breaches = breaches;
    for (int i = 0; i < tenants.size(); i++) {
      ordinals.put(tenants.get(i), i);
    }
    breaches.forEach(this::open);
  }

  /** Of all tenants that are declared or were inferred. */
  public static Isolation of(Assessment assessment) {
    List<String> tenants =
        assessment.snapshot().platform().tenants().stream()
            .map(Tenant::id)
            .distinct()
            .sorted()
            .toList();
    List<ControlResult> deciding =
        assessment.results().stream().filter(r -> r.control().layer() != null).toList();
    List<Control> skipped = assessment.skipped().stream().filter(c -> c.layer() != null).toList();
    var sharing = new Sharing(assessment, tenants);
    return new Isolation(
        tenants,
        new Walls(assessment, sharing, deciding, skipped).of(tenants),
        new Breaches(assessment, sharing).of(deciding));
  }

  private void open(Breach breach) {
    BitSet from = set(breach.from());
    BitSet[] sources = into.computeIfAbsent(breach.layer(), l -> new BitSet[tenants.size()]);
    set(breach.to()).stream()
        .forEach(to -> {
          if (sources[to] == null) {
            sources[to] = new BitSet(tenants.size());
          }
          sources[to].or(from);
          sources[to].clear(to);
        });
  }

  private BitSet set(List<String> names) {
    var out = new BitSet(tenants.size());
    for (String name : names) {
      Integer ordinal = ordinals.get(name);
      if (ordinal != null) {
        out.set(ordinal);
      } else if (name.equals(Facts.ANY)) {
        out.set(0, tenants.size());
      }
    }
    return out;
  }

  /** In alphabetical order; the methods below take places in this list. */
  public List<String> tenants() {
    return tenants;
  }

  /** Ways that were found, each once; between all it may be that there are no two tenants. */
  public List<Breach> breaches() {
    return breaches;
  }

  public Wall wall(int tenant, Layer layer) {
    Wall wall = walls.get(tenant).get(layer);
    return wall == null ? new Wall(List.of(), List.of()) : wall;
  }

  /** How many other tenants get to this one. */
  public int intruders(int tenant, Layer layer) {
    BitSet[] sources = into.get(layer);
    return sources == null || sources[tenant] == null ? 0 : sources[tenant].cardinality();
  }

  /** Whether every other tenant is kept out. */
  public State state(int tenant, Layer layer) {
    return intruders(tenant, layer) > 0
        ? State.BROKEN
        : wall(tenant, layer).isKnown() ? State.PROVEN : State.UNKNOWN;
  }

  /** How many tenants are in which state; states of none are left out. */
  public Map<State, Integer> count(Layer layer) {
    var out = new EnumMap<State, Integer>(State.class);
    for (int tenant = 0; tenant < tenants.size(); tenant++) {
      out.merge(state(tenant, layer), 1, Integer::sum);
    }
    return out;
  }

  /** Whether one tenant is kept out of another: what is unknown of either leaves it unknown. */
  public State state(int from, int to, Layer layer) {
    BitSet[] sources = into.get(layer);
    if (sources != null && sources[to] != null && sources[to].get(from)) {
      return State.BROKEN;
    }
    return wall(from, layer).isKnown() && wall(to, layer).isKnown() ? State.PROVEN : State.UNKNOWN;
  }

  /**
   * Places of tenants that are kept apart from the same others, in groups.
   *
   * @param most groups; where there would be more, there are none
   */
  public List<List<Integer>> alike(int most) {
    return new Likeness(this, into).groups(most);
  }
}
