package dev.bulkhead.analysis;

import dev.bulkhead.analysis.Allowance.Match;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who can open connections to a class of pods, by tenant.
 *
 * <p>Comparing all classes with all would be quadratic. But most destinations are alike: policies
 * are stamped out per tenant, so that few <em>shapes</em> of ingress remain once rules about a
 * tenant's own namespace are set aside. Sources whose egress does not tell destinations apart are
 * evaluated once for each shape; the others are followed from their own rules to the few
 * destinations these name.
 */
final class NetworkSources {
  /** So many senders of one rule are looked at for a destination by itself. */
  private static final int FEW = 256;

  /** Classes of one tenant that get through: the first, what it can reach, and how many. */
  static final class From {
    private final PodClass example;
    private Ports ports;
    private int workloads;
    private PodClass last;

    From(PodClass example, Ports ports) {
      this.example = example;
      this.ports = ports;
      this.workloads = example.workloads().size();
      this.last = example;
    }

    PodClass example() {
      return example;
    }

    Ports ports() {
      return ports;
    }

    int workloads() {
      return workloads;
    }
  }

  /** All that the ingress of a class depends on, as far as other tenants are concerned. */
  record Inbound(
      boolean open,
      boolean hostNetwork,
      Set<Allowance.Shape> shapes,
      Map<String, Set<Integer>> named) {}

  private final PodIndex index;
  private final Ports[] wideToPods;
  private final Ports[] wideToHosts;
  private final Map<Inbound, TreeMap<String, From>> wide = new HashMap<>();
  private final Map<Inbound, TreeMap<String, From>> wideBefore;
  private final Map<PodClass, TreeMap<String, From>> narrow;
  private final List<Naming> naming;
  private final Map<PodClass, List<Naming>> namingOf;
  private final BitSet otherDestinations;

  /** A rule of egress that names its destinations. */
  private record Naming(PodClass from, Allowance.Entry entry) {}

  /**
   * @param ordinals one more than the greatest ordinal
   */
  NetworkSources(PodIndex index, int ordinals) {
    this.index = index;
    this.wideBefore = Map.of();
    this.narrow = new HashMap<>();
    this.naming = new ArrayList<>();
    this.namingOf = new HashMap<>();
    this.otherDestinations = new BitSet();
    List<PodClass> all = index.all();
    this.wideToPods = new Ports[ordinals];
    this.wideToHosts = new Ports[ordinals];
    for (PodClass from : all) {
      wideToPods[from.ordinal()] = wide(from, false);
      wideToHosts[from.ordinal()] = wide(from, true);
    }
    all.forEach(this::listNaming);
    var fewSenders = new BitSet();
    for (PodClass to : all) {
      Collection<PodClass> senders = fewSenders(to);
      if (senders != null) {
        fewSenders.set(to.ordinal());
        senders.forEach(from -> followTo(to, from));
      }
    }
    var others = new HashMap<Match, List<PodClass>>();
    for (Naming rule : naming) {
      others
          .computeIfAbsent(
              rule.entry.shape().match(),
              match ->
                  index.find(match).stream().filter(to -> !fewSenders.get(to.ordinal())).toList())
          .forEach(to -> follow(rule, to));
    }
  }

  /**
   * The same sources, of which some take in others than before; what they send is as it was.
   * Nothing that is found here is kept there.
   *
   * @param others ordinals of the classes that take in others
   */
  NetworkSources(NetworkSources before, BitSet others) {
    this.index = new PodIndex(before.index);
    this.wideToPods = before.wideToPods;
    this.wideToHosts = before.wideToHosts;
    this.wideBefore = before.wide;
    this.narrow = before.narrow;
    this.naming = before.naming;
    this.namingOf = before.namingOf;
    this.otherDestinations = others;
  }

  /**
   * The classes that the ingress of a class may let in, in order, where these are few: then it is
   * quicker to look at their egress than to try all whose egress names the class.
   */
  private @Nullable Collection<PodClass> fewSenders(PodClass to) {
    if (!to.ingress().isolated()) {
      return null;
    }
    var out = new TreeMap<Integer, PodClass>();
    for (Allowance.Entry entry : to.ingress().entries()) {
      List<PodClass> found = index.find(entry.shape().match());
      if (found.size() > FEW) {
        return null;
      }
      found.forEach(from -> out.put(from.ordinal(), from));
    }
    return out.values();
  }

  /** What a class may send to whatever pod there is. */
  private static Ports wide(PodClass from, boolean toHosts) {
    if (!from.egress().isolated()) {
      return Ports.ALL;
    }
    Ports out = Ports.NONE;
    for (Allowance.Entry entry : from.egress().entries()) {
      if (isWide(entry, toHosts)) {
        out = out.or(Ports.of(entry.shape().ports(), Map.of()));
      }
    }
    return out;
  }

  private static boolean isWide(Allowance.Entry entry, boolean toHosts) {
    boolean all =
        switch (entry.shape().match()) {
          case Match.Everyone e -> true;
          case Match.Selected s -> s.selectsAll() && !toHosts;
          case Match.Own o -> false;
        };
    return all && !Ports.byName(entry.shape().ports());
  }

  private Ports wideEgress(PodClass from, boolean toHosts) {
    return (toHosts ? wideToHosts : wideToPods)[from.ordinal()];
  }

  /** Lists the rules of egress that name destinations. */
  private void listNaming(PodClass from) {
    for (Allowance.Entry entry : from.egress().entries()) {
      if (!isWide(entry, false) && !isOwnAndPure(entry.shape().match())) {
        var rule = new Naming(from, entry);
        naming.add(rule);
        namingOf.computeIfAbsent(from, f -> new ArrayList<>()).add(rule);
      }
    }
  }

  private void followTo(PodClass to, PodClass from) {
    namingOf.getOrDefault(from, List.of()).forEach(rule -> follow(rule, to));
  }

  private void follow(Naming rule, PodClass to) {
    PodClass from = rule.from;
    if (!to.tenant().equals(from.tenant()) && PodIndex.lets(rule.entry.shape().match(), to)) {
      Ports ports = passing(from, rule.entry, to);
      if (!ports.isEmpty()) {
        add(narrow.computeIfAbsent(to, t -> new TreeMap<>()), from, ports, true);
      }
    }
  }

  /** What gets through a rule that names its destinations, and would not without it. */
  private Ports passing(PodClass from, Allowance.Entry entry, PodClass to) {
    Ports inbound = ingress(to, from);
    return wideEgress(from, to.hostNetwork()).and(inbound).isEmpty()
        ? Ports.of(entry.shape().ports(), to.namedPorts()).and(inbound)
        : Ports.NONE;
  }

  private boolean isOwnAndPure(Match match) {
    return match instanceof Match.Own own && !index.isMixed(own.namespace());
  }

  /** What a class takes from another. */
  private static Ports ingress(PodClass to, PodClass from) {
    if (!to.ingress().isolated()) {
      return Ports.ALL;
    }
    Ports out = Ports.NONE;
    for (Allowance.Entry entry : to.ingress().entries()) {
      if (PodIndex.lets(entry.shape().match(), from)) {
        out = out.or(Ports.of(entry.shape().ports(), to.namedPorts()));
      }
    }
    return out;
  }

  private static void add(TreeMap<String, From> out, PodClass from, Ports ports, boolean isNew) {
    From known = out.get(from.tenant());
    if (known == null) {
      out.put(from.tenant(), new From(from, ports));
    } else if (known.example.equals(from)) {
      known.ports = known.ports.or(ports);
    } else if (isNew && !known.last.equals(from)) {
      known.workloads += from.workloads().size();
      known.last = from;
    }
  }

  Inbound inbound(PodClass to) {
    var shapes = new java.util.LinkedHashSet<Allowance.Shape>();
    boolean byName = false;
    for (Allowance.Entry entry : to.ingress().entries()) {
      if (!isOwnAndPure(entry.shape().match())) {
        shapes.add(entry.shape());
        byName |= Ports.byName(entry.shape().ports());
      }
    }
    return new Inbound(
        !to.ingress().isolated(), to.hostNetwork(), shapes, byName ? to.namedPorts() : Map.of());
  }

  /** By tenant, the sources that do not tell destinations apart. Its own tenant may be in it. */
  TreeMap<String, From> wide(Inbound inbound) {
    TreeMap<String, From> known = wideBefore.getOrDefault(inbound, wide.get(inbound));
    if (known == null) {
      known = compute(inbound);
      wide.put(inbound, known);
    }
    return known;
  }

  private TreeMap<String, From> compute(Inbound inbound) {
    var out = new TreeMap<String, From>();
    var counted = new BitSet();
    if (inbound.open) {
      for (PodClass from : index.all()) {
        take(out, counted, from, wideEgress(from, inbound.hostNetwork));
      }
      return out;
    }
    for (Allowance.Shape shape : inbound.shapes) {
      Ports ports = Ports.of(shape.ports(), inbound.named);
      for (PodClass from : index.find(shape.match())) {
        if (PodIndex.lets(shape.match(), from)) {
          take(out, counted, from, wideEgress(from, inbound.hostNetwork).and(ports));
        }
      }
    }
    return out;
  }

  private static void take(TreeMap<String, From> out, BitSet counted, PodClass from, Ports ports) {
    if (!ports.isEmpty()) {
      add(out, from, ports, !counted.get(from.ordinal()));
      counted.set(from.ordinal());
    }
  }

  /** By tenant, further sources that have rules for just this destination. */
  Map<String, From> narrow(PodClass to) {
    if (to.ordinal() < 0 || otherDestinations.get(to.ordinal())) {
      return narrowNew(to);
    }
    TreeMap<String, From> known = narrow.get(to);
    return known == null ? Map.of() : known;
  }

  /** The same for a class that is new, or takes in others: no rule was followed to it yet. */
  private Map<String, From> narrowNew(PodClass to) {
    var out = new TreeMap<String, From>();
    for (Naming rule : naming) {
      if (!rule.from.tenant().equals(to.tenant())
          && PodIndex.lets(rule.entry.shape().match(), to)) {
        Ports ports = passing(rule.from, rule.entry, to);
        if (!ports.isEmpty()) {
          add(out, rule.from, ports, true);
        }
      }
    }
    return out;
  }

  /** The first sources by tenant's name, without the destination's own. */
  List<From> of(PodClass to, int most) {
    var first = new TreeMap<>(narrow(to));
    int taken = 0;
    for (Map.Entry<String, From> entry : wide(inbound(to)).entrySet()) {
      if (taken++ > most) {
        break;
      }
      first.put(entry.getKey(), entry.getValue());
    }
    first.remove(to.tenant());
    return first.values().stream().limit(most).toList();
  }

  /** How many other tenants have a way to a class. */
  int tenants(PodClass to) {
    TreeMap<String, From> common = wide(inbound(to));
    int count = common.size() - (common.containsKey(to.tenant()) ? 1 : 0);
    for (String tenant : narrow(to).keySet()) {
      count += common.containsKey(tenant) ? 0 : 1;
    }
    return count;
  }
}
