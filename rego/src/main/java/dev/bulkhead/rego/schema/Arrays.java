package dev.bulkhead.rego.schema;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of arrays.
 *
 * @param each the schema of every item
 * @param first schemas of the first items
 * @param others the schema of the items behind them; null for any
 * @param closed whether there may be no others
 */
record Arrays(
    @Nullable Schema each,
    List<Schema> first,
    @Nullable Schema others,
    boolean closed,
    @Nullable Integer least,
    @Nullable Integer most,
    boolean unique,
    @Nullable Schema contains)
    implements Rule {

  @Override
  public void check(Value value, Place place, Findings findings) throws SchemaException {
    if (!(value instanceof ArrayValue array)) {
      return;
    }
    checkItems(array, place, findings);
    if (least != null && array.size() < least) {
      findings.add("array_min_items", place, "Array must have at least " + least + " items");
    }
    if (most != null && array.size() > most) {
      findings.add("array_max_items", place, "Array must have at most " + most + " items");
    }
    if (unique) {
      checkUnique(array, place, findings);
    }
    if (contains != null) {
      checkContains(contains, array, place, findings);
    }
  }

  private void checkItems(ArrayValue array, Place place, Findings findings) throws SchemaException {
    for (int i = 0; i < array.size(); i++) {
      Schema schema = each;
      if (schema == null && !first.isEmpty()) {
        schema = i < first.size() ? first.get(i) : others;
      }
      if (schema != null) {
        findings.merge(schema.part(array.get(i), place.at(i), findings));
      }
    }
    if (each == null && closed && !first.isEmpty() && array.size() > first.size()) {
      findings.add("array_no_additional_items", place, "No additional items allowed on array");
    }
  }

  private static void checkUnique(ArrayValue array, Place place, Findings findings) {
    Map<Value, Integer> seen = new HashMap<>();
    for (int i = 0; i < array.size(); i++) {
      Integer before = seen.put(array.get(i), i);
      if (before != null) {
        findings.add("unique", place, "array items[" + before + "," + i + "] must be unique");
      }
    }
  }

  private static void checkContains(
      Schema contains, ArrayValue array, Place place, Findings findings) throws SchemaException {
    Findings best = null;
    for (int i = 0; i < array.size(); i++) {
      Findings part = contains.part(array.get(i), place.at(i), findings);
      if (part.valid()) {
        return;
      }
      best = Combinations.better(best, part);
    }
    findings.add("contains", place, "At least one of the items must match");
    if (best != null) {
      findings.merge(best);
    }
  }
}
