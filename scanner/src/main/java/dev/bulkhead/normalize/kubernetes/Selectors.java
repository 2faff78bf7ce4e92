package dev.bulkhead.normalize.kubernetes;

import dev.bulkhead.model.LabelSelector;
import dev.bulkhead.normalize.Tree;
import org.jspecify.annotations.Nullable;

/** Label selectors. */
final class Selectors {
  private Selectors() {}

  static LabelSelector read(Tree selector) {
    return new LabelSelector(
        selector.at("matchLabels").stringMap(),
        selector.at("matchExpressions").items().stream()
            .map(e ->
                new LabelSelector.Requirement(
                    e.at("key").text(""), e.at("operator").text(""), e.at("values").texts()))
            .toList());
  }

  static @Nullable LabelSelector readIfPresent(Tree selector) {
    return selector.present() ? read(selector) : null;
  }
}
