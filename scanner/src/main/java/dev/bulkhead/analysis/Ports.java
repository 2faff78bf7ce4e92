package dev.bulkhead.analysis;

import dev.bulkhead.model.NetworkPolicy.PolicyPort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A set of ports by protocol. */
record Ports(List<Range> ranges) {
  static final Ports NONE = new Ports(List.of());

  /** What a rule without ports, or no policy at all, leaves open. */
  static final Ports ALL =
      new Ports(List.of(Range.whole("TCP"), Range.whole("UDP"), Range.whole("SCTP")));

  /** Port numbers of one protocol, both ends included. */
  record Range(String protocol, int from, int to) {
    static Range whole(String protocol) {
      return new Range(protocol, 0, 65_535);
    }

    @Nullable Range intersect(Range other) {
      int low = Math.max(from, other.from);
      int high = Math.min(to, other.to);
      return protocol.equals(other.protocol) && low <= high ? new Range(protocol, low, high) : null;
    }

    String text() {
      String numbers = from == to ? String.valueOf(from) : from + "-" + to;
      return from == 0 && to == 65_535 ? protocol : protocol + "/" + numbers;
    }
  }

  /**
   * The ports of a rule.
   *
   * @param named numbers of the destination's named ports; a name it does not have opens nothing
   */
  static Ports of(List<PolicyPort> ports, Map<String, Set<Integer>> named) {
    if (ports.isEmpty()) {
      return ALL;
    }
    var out = new LinkedHashSet<Range>();
    for (PolicyPort port : ports) {
      String text = port.port();
      if (text == null) {
        out.add(Range.whole(port.protocol()));
      } else if (isNumber(text)) {
        int from = Integer.parseInt(text);
        Integer end = port.endPort();
        out.add(new Range(port.protocol(), from, end == null ? from : end));
      } else {
        for (int number : named.getOrDefault(text, Set.of())) {
          out.add(new Range(port.protocol(), number, number));
        }
      }
    }
    return new Ports(List.copyOf(out));
  }

  /** Whether a rule names ports, so that what it opens depends on the destination. */
  static boolean byName(List<PolicyPort> ports) {
    return ports.stream().map(PolicyPort::port).anyMatch(p -> p != null && !isNumber(p));
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= 5
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  Ports and(Ports other) {
    if (equals(ALL)) {
      return other;
    }
    if (other.equals(ALL)) {
      return this;
    }
    var out = new ArrayList<Range>();
    for (Range a : ranges) {
      for (Range b : other.ranges) {
        Range both = a.intersect(b);
        if (both != null && !out.contains(both)) {
          out.add(both);
        }
      }
    }
    return new Ports(List.copyOf(out));
  }

  Ports or(Ports other) {
    if (isEmpty()) {
      return other;
    }
    if (other.isEmpty()) {
      return this;
    }
    if (equals(ALL) || other.equals(ALL)) {
      return ALL;
    }
    var out = new LinkedHashSet<>(ranges);
    out.addAll(other.ranges);
    return new Ports(List.copyOf(out));
  }

  /** As reports show it: {@code TCP/8069}, or {@code all}. */
  List<String> texts() {
    return equals(ALL) ? List.of("all") : ranges.stream().map(Range::text).toList();
  }
}
