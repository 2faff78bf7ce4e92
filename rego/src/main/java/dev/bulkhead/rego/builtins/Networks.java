package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** IP networks. */
final class Networks {
  /** Expanding a larger network would fill the memory. */
  private static final int MAX_EXPANDED = 1 << 22;

  private Networks() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("net.cidr_contains", 2, (c, a) -> contains(a[0], a[1])),
        Declaration.pure("net.cidr_overlap", 2, (c, a) -> contains(a[0], a[1])),
        Declaration.pure("net.cidr_contains_matches", 2, Networks::matches),
        Declaration.pure("net.cidr_intersects", 2, (c, a) -> intersects(a)),
        Declaration.pure("net.cidr_expand", 1, Networks::expand),
        Declaration.pure("net.cidr_is_valid", 1, (c, a) -> isValid(a[0])),
        Declaration.pure("net.cidr_merge", 1, (c, a) -> merge(a[0])));
  }

  private static Cidr cidr(Value value) throws BuiltinException {
    if (!(value instanceof StringValue s)) {
      throw Args.type(1, "string", value);
    }
    Cidr cidr = Cidr.read(s.value());
    if (cidr == null) {
      throw Args.error("invalid CIDR address: " + s.value());
    }
    return cidr;
  }

  private static Value isValid(Value value) {
    return BooleanValue.of(value instanceof StringValue s && Cidr.read(s.value()) != null);
  }

  private static BooleanValue contains(Value network, Value inner) throws BuiltinException {
    Cidr outer = cidr(network);
    if (!(inner instanceof StringValue s)) {
      throw Args.type(1, "string", inner);
    }
    IpAddress ip = IpAddress.read(s.value());
    if (ip != null) {
      return BooleanValue.of(outer.contains(ip));
    }
    Cidr other = Cidr.read(s.value());
    if (other == null) {
      throw Args.error("not a valid textual representation of an IP address or CIDR: " + s.value());
    }
    return BooleanValue.of(outer.contains(other));
  }

  private static Value intersects(Value[] args) throws BuiltinException {
    Cidr x = cidr(args[0]);
    Cidr y = cidr(args[1]);
    return BooleanValue.of(x.contains(y) || y.contains(x));
  }

  /** A network or address of {@code net.cidr_contains_matches}, and what the result calls it. */
  private record Candidate(Value network, Value name) {}

  private static List<Candidate> candidates(Value[] args, int i) throws BuiltinException {
    var out = new ArrayList<Candidate>();
    switch (args[i]) {
      case StringValue s -> out.add(new Candidate(s, s));
      case ArrayValue a -> {
        for (int k = 0; k < a.size(); k++) {
          out.add(new Candidate(network(i, a.get(k)), NumberValue.of(k)));
        }
      }
      case SetValue s -> {
        for (Value item : s) {
          out.add(new Candidate(network(i, item), item));
        }
      }
      case ObjectValue o -> {
        for (Value key : o.sortedKeys()) {
          out.add(new Candidate(network(i, o.get(key)), key));
        }
      }
      default -> {}
    }
    return out;
  }

  private static Value network(int i, @Nullable Value item) throws BuiltinException {
    return switch (item) {
      case StringValue s -> s;
      case ArrayValue a when a.size() > 0 -> a.get(0);
      case null, default ->
          throw Args.error("operand " + (i + 1) + ": element must be string or non-empty array");
    };
  }

  private static Value matches(BuiltinContext context, Value[] args) throws BuiltinException {
    Set<Value> out = new HashSet<>();
    List<Candidate> inner = candidates(args, 1);
    for (Candidate outer : candidates(args, 0)) {
      context.checkBudget(inner.size());
      for (Candidate candidate : inner) {
        if (contains(outer.network, candidate.network).value()) {
          out.add(ArrayValue.of(outer.name, candidate.name));
        }
      }
    }
    return SetValue.wrap(out);
  }

  private static Value expand(BuiltinContext context, Value[] args) throws BuiltinException {
    Cidr cidr = cidr(args[0]);
    if (cidr.size().compareTo(BigInteger.valueOf(MAX_EXPANDED)) > 0) {
      throw Args.halt("a network of more than " + MAX_EXPANDED + " addresses: " + cidr);
    }
    int size = cidr.size().intValueExact();
    context.checkBudget(size);
    Set<Value> out = new HashSet<>();
    for (int i = 0; i < size; i++) {
      BigInteger ip = cidr.first().add(BigInteger.valueOf(i));
      out.add(StringValue.of(new IpAddress(ip, cidr.bits()).toString()));
    }
    return SetValue.wrap(out);
  }

  /** Addresses from {@code first} to {@code last}; {@code own} where nothing was merged. */
  private record Range(BigInteger first, BigInteger last, @Nullable Cidr own) {}

  private static Range range(Value item) throws BuiltinException {
    if (!(item instanceof StringValue s)) {
      throw Args.error("element must be string");
    }
    IpAddress ip = IpAddress.read(s.value());
    Cidr cidr;
    if (ip == null) {
      cidr = cidr(item);
    } else if (ip.unmapped().bits() == 32) {
      cidr = new Cidr(ip.unmapped().value(), classPrefix(ip.unmapped()), 32);
    } else {
      throw Args.error("IPv6 invalid: needs prefix length");
    }
    return new Range(cidr.global(cidr.first()), cidr.global(cidr.last()), cidr);
  }

  /** The prefix of a lone IPv4 address: that of its class, as before CIDR. */
  private static int classPrefix(IpAddress ip) {
    int first = ip.value().shiftRight(24).intValue();
    return first < 128 ? 8 : first < 192 ? 16 : 24;
  }

  private static Value merge(Value networks) throws BuiltinException {
    var ranges = new ArrayList<Range>();
    switch (networks) {
      case ArrayValue a -> {
        for (Value item : a) {
          ranges.add(range(item));
        }
      }
      case SetValue s -> {
        for (Value item : s) {
          ranges.add(range(item));
        }
      }
      default -> throw Args.error("operand must be an array");
    }
    ranges.sort(Comparator.comparing(Range::last).thenComparing(Range::first));
    Deque<Range> merged = new ArrayDeque<>();
    for (Range range : ranges) {
      Range whole = range;
      while (!merged.isEmpty() && touches(merged.peekLast(), whole)) {
        Range before = merged.removeLast();
        whole = new Range(before.first.min(whole.first), whole.last, null);
      }
      merged.addLast(whole);
    }
    Set<Value> out = new HashSet<>();
    for (Range range : merged) {
      List<Cidr> cidrs =
          range.own != null ? List.of(range.own) : Cidr.covering(range.first, range.last);
      cidrs.forEach(c -> out.add(StringValue.of(c.toString())));
    }
    return SetValue.wrap(out);
  }

  private static boolean touches(Range before, Range after) {
    return after.first.subtract(BigInteger.ONE).compareTo(before.last) <= 0;
  }
}
