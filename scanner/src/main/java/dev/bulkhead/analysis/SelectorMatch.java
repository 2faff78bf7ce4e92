package dev.bulkhead.analysis;

import dev.bulkhead.model.LabelSelector;
import java.util.Map;

/**
 * Matches labels as Kubernetes does: all of matchLabels and all of matchExpressions; NotIn holds
 * where the key is absent.
 */
final class SelectorMatch {
  private SelectorMatch() {}

  static boolean matches(LabelSelector selector, Map<String, String> labels) {
    for (Map.Entry<String, String> e : selector.matchLabels().entrySet()) {
      if (!e.getValue().equals(labels.get(e.getKey()))) {
        return false;
      }
    }
    for (LabelSelector.Requirement r : selector.matchExpressions()) {
      if (!holds(r, labels)) {
        return false;
      }
    }
    return true;
  }

  private static boolean holds(LabelSelector.Requirement r, Map<String, String> labels) {
    String value = labels.get(r.key());
    return switch (r.operator()) {
      case "In" -> value != null && r.values().contains(value);
      case "NotIn" -> value == null || !r.values().contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }

  static boolean selectsAll(LabelSelector selector) {
    return selector.matchLabels().isEmpty() && selector.matchExpressions().isEmpty();
  }
}
