package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.eval.DataReads;
import dev.bulkhead.rego.eval.RuleGroup;
import dev.bulkhead.rego.value.Value;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a rule reads itself; and, with the rules that it uses, all that it reads. */
final class Dependencies {
  private final Set<RuleGroup> groups = new LinkedHashSet<>();
  private final Set<Value> documents = new HashSet<>();
  private boolean input;
  private boolean everything;

  void input() {
    input = true;
  }

  void everything() {
    everything = true;
  }

  void document(Value name) {
    documents.add(name);
  }

  void group(RuleGroup group) {
    groups.add(group);
  }

  Set<RuleGroup> groups() {
    return groups;
  }

  /** Plans what is used, where that has not been done yet, and adds it up. */
  DataReads reads() {
    boolean in = input;
    boolean all = everything;
    var docs = new HashSet<>(documents);
    for (RuleGroup group : groups) {
      DataReads reads = group.plan().reads();
      in |= reads.input();
      all |= reads.everything();
      docs.addAll(reads.documents());
    }
    return new DataReads(in, all, Set.copyOf(docs));
  }
}
