package dev.bulkhead.analysis;

import dev.bulkhead.model.LabelSelector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds classes of pods by selectors without looking at all of them. */
final class PodIndex {
  private final List<PodClass> classes;
  private final Map<String, List<PodClass>> byNamespace;
  private final Map<String, Map<String, String>> namespaces;
  private final Map<String, Map<String, List<String>>> namespacesByLabel;
  private final Map<String, Set<String>> tenants;
  private final Map<LabelSelector, List<String>> namespacesOf = new HashMap<>();
  private final Map<Allowance.Match.Selected, List<PodClass>> found = new HashMap<>();

  PodIndex(List<PodClass> classes) {
    this.classes = classes;
    this.byNamespace = new HashMap<>();
    this.namespaces = new HashMap<>();
    this.namespacesByLabel = new HashMap<>();
    this.tenants = new HashMap<>();
    for (PodClass c : classes) {
      byNamespace.computeIfAbsent(c.namespace(), n -> new ArrayList<>()).add(c);
      tenants.computeIfAbsent(c.namespace(), n -> new HashSet<>()).add(c.tenant());
      if (namespaces.putIfAbsent(c.namespace(), c.namespaceLabels()) == null) {
        c.namespaceLabels()
            .forEach((key, value) ->
                namespacesByLabel
                    .computeIfAbsent(key, k -> new HashMap<>())
                    .computeIfAbsent(value, v -> new ArrayList<>())
                    .add(c.namespace()));
      }
    }
  }

  /** The same classes; what is found here is not kept there. */
  PodIndex(PodIndex other) {
    this.classes = other.classes;
    this.byNamespace = other.byNamespace;
    this.namespaces = other.namespaces;
    this.namespacesByLabel = other.namespacesByLabel;
    this.tenants = other.tenants;
  }

  List<PodClass> all() {
    return classes;
  }

  /** Whether pods of several tenants run in the namespace. */
  boolean isMixed(String namespace) {
    return tenants.getOrDefault(namespace, Set.of()).size() > 1;
  }

  /**
   * The classes that a match may let through; the host's network is for the caller to leave out.
   */
  List<PodClass> find(Allowance.Match match) {
    return switch (match) {
      case Allowance.Match.Everyone e -> classes;
      case Allowance.Match.Selected s -> s.selectsAll() ? classes : selected(s);
      case Allowance.Match.Own o ->
          byNamespace.getOrDefault(o.namespace(), List.of()).stream()
              .filter(c -> SelectorMatch.matches(o.pods(), c.labels()))
              .toList();
    };
  }

  private List<PodClass> selected(Allowance.Match.Selected match) {
    List<PodClass> known = found.get(match);
    if (known == null) {
      known = new ArrayList<>();
      for (String namespace : namespaces(match.namespaces())) {
        for (PodClass c : byNamespace.getOrDefault(namespace, List.of())) {
          if (SelectorMatch.matches(match.pods(), c.labels())) {
            known.add(c);
          }
        }
      }
      known.sort((a, b) -> Integer.compare(a.ordinal(), b.ordinal()));
      found.put(match, known);
    }
    return known;
  }

  private List<String> namespaces(LabelSelector selector) {
    List<String> known = namespacesOf.get(selector);
    if (known == null) {
      known =
          candidates(selector).stream()
              .filter(n -> SelectorMatch.matches(selector, namespaces.getOrDefault(n, Map.of())))
              .toList();
      namespacesOf.put(selector, known);
    }
    return known;
  }

  /** Namespaces with the first label that the selector asks for; all where it asks for none. */
  private java.util.Collection<String> candidates(LabelSelector selector) {
    for (Map.Entry<String, String> label : selector.matchLabels().entrySet()) {
      return namespacesByLabel
          .getOrDefault(label.getKey(), Map.of())
          .getOrDefault(label.getValue(), List.of());
    }
    return namespaces.keySet();
  }

  /** Whether a match lets a class of pods through. */
  static boolean lets(Allowance.Match match, PodClass pods) {
    return switch (match) {
      case Allowance.Match.Everyone e -> true;
      case Allowance.Match.Selected s ->
          !pods.hostNetwork()
              && SelectorMatch.matches(s.namespaces(), pods.namespaceLabels())
              && SelectorMatch.matches(s.pods(), pods.labels());
      case Allowance.Match.Own o ->
          !pods.hostNetwork()
              && o.namespace().equals(pods.namespace())
              && SelectorMatch.matches(o.pods(), pods.labels());
    };
  }
}
