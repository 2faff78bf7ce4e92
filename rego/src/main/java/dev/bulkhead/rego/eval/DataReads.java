package dev.bulkhead.rego.eval;

import dev.bulkhead.rego.value.Value;
import java.util.Set;

/**
 * What a rule reads, itself or through others.
 *
 * @param input whether it reads the input, the clock or anything else that differs between
 *     evaluations
 * @param everything whether it reads {@code data} in a way that cannot be told before evaluation
 * @param documents the top-level base documents that it reads
 */
public record DataReads(boolean input, boolean everything, Set<Value> documents) {
  boolean intersects(Set<Value> names) {
    if (everything) {
      return true;
    }
    for (Value name : names) {
      if (documents.contains(name)) {
        return true;
      }
    }
    return false;
  }
}
