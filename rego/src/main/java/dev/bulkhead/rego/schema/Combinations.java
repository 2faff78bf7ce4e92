package dev.bulkhead.rego.schema;

import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said of a value through other schemas. */
record Combinations(
    List<Schema> anyOf,
    List<Schema> oneOf,
    List<Schema> allOf,
    @Nullable Schema not,
    Map<String, Dependency> dependencies,
    @Nullable Schema condition,
    @Nullable Schema then,
    @Nullable Schema otherwise)
    implements Rule {

  /** What an object with a property must have, too. */
  sealed interface Dependency {
    record Properties(List<String> names) implements Dependency {}

    record Whole(Schema schema) implements Dependency {}
  }

  @Override
  public void check(Value value, Place place, Findings findings) throws SchemaException {
    checkAnyOf(value, place, findings);
    checkOneOf(value, place, findings);
    checkAllOf(value, place, findings);
    if (not != null && not.part(value, place, findings).valid()) {
      findings.add("number_not", place, "Must not validate the schema (not)");
    }
    if (value instanceof ObjectValue o) {
      checkDependencies(o, place, findings);
    }
    checkCondition(value, place, findings);
  }

  private void checkAnyOf(Value value, Place place, Findings findings) throws SchemaException {
    Findings best = null;
    for (Schema schema : anyOf) {
      Findings part = schema.part(value, place, findings);
      if (part.valid()) {
        return;
      }
      best = better(best, part);
    }
    if (best != null) {
      findings.add("number_any_of", place, "Must validate at least one schema (anyOf)");
      findings.merge(best);
    }
  }

  static Findings better(@Nullable Findings best, Findings next) {
    return best == null || next.score() > best.score() ? next : best;
  }

  private void checkOneOf(Value value, Place place, Findings findings) throws SchemaException {
    Findings best = null;
    int valid = 0;
    for (Schema schema : oneOf) {
      Findings part = schema.part(value, place, findings);
      if (part.valid()) {
        valid++;
      } else if (valid == 0) {
        best = better(best, part);
      }
    }
    if (!oneOf.isEmpty() && valid != 1) {
      findings.add("number_one_of", place, "Must validate one and only one schema (oneOf)");
      if (valid == 0 && best != null) {
        findings.merge(best);
      }
    }
  }

  private void checkAllOf(Value value, Place place, Findings findings) throws SchemaException {
    boolean valid = true;
    for (Schema schema : allOf) {
      Findings part = schema.part(value, place, findings);
      valid &= part.valid();
      findings.merge(part);
    }
    if (!valid) {
      findings.add("number_all_of", place, "Must validate all the schemas (allOf)");
    }
  }

  private void checkDependencies(ObjectValue object, Place place, Findings findings)
      throws SchemaException {
    for (Map.Entry<String, Dependency> entry : dependencies.entrySet()) {
      if (object.get(entry.getKey()) == null) {
        continue;
      }
      switch (entry.getValue()) {
        case Dependency.Properties p -> {
          for (String name : p.names()) {
            if (object.get(name) == null) {
              findings.add("missing_dependency", place, "Has a dependency on " + name);
            }
          }
        }
        case Dependency.Whole w -> w.schema().check(object, place, findings);
      }
    }
  }

  private void checkCondition(Value value, Place place, Findings findings) throws SchemaException {
    if (condition == null) {
      return;
    }
    boolean holds = condition.part(value, place, findings).valid();
    Schema branch = holds ? then : otherwise;
    if (branch == null) {
      return;
    }
    Findings part = branch.part(value, place, findings);
    if (!part.valid()) {
      findings.add(
          holds ? "condition_then" : "condition_else",
          place,
          holds
              ? "Must validate \"then\" as \"if\" was valid"
              : "Must validate \"else\" as \"if\" was not valid");
      findings.merge(part);
    }
  }
}
