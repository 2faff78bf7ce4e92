package dev.bulkhead.isolation;

import dev.bulkhead.model.Layer;
import java.util.ArrayList;
import java.util.List;

/** Tenants that are alike: whoever is kept apart from one is kept apart from the other. */
final class Likeness {
  private final Isolation isolation;

  Likeness(Isolation isolation) {
    this.isolation = isolation;
  }

  /** Groups of places, each in rising order; compares with one of each group only. */
  List<List<Integer>> groups(int most) {
    var out = new ArrayList<List<Integer>>();
    for (int tenant = 0; tenant < isolation.tenants().size(); tenant++) {
      List<Integer> group = null;
      for (List<Integer> candidate : out) {
        if (alike(candidate.getFirst(), tenant)) {
          group = candidate;
          break;
        }
      }
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

  private boolean alike(int one, int other) {
    for (Layer layer : Layer.values()) {
      if (isolation.state(one, other, layer) != isolation.state(other, one, layer)) {
        return false;
      }
      for (int third = 0; third < isolation.tenants().size(); third++) {
        boolean same =
            third == one
                || third == other
                || (isolation.state(one, third, layer) == isolation.state(other, third, layer)
                    && isolation.state(third, one, layer) == isolation.state(third, other, layer));
        if (!same) {
          return false;
        }
      }
    }
    return true;
  }
}
