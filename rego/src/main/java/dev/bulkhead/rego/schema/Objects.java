package dev.bulkhead.rego.schema;

import com.google.re2j.Pattern;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is said of objects, but for the schemas of their properties, which come last.
 *
 * @param known the properties that have schemas
 * @param others the schema of further properties; null for any
 * @param closed whether there may be no others
 */
record Objects(
    @Nullable Integer least,
    @Nullable Integer most,
    List<String> required,
    Map<String, Schema> known,
    List<Pattern> patterns,
    List<Schema> patternSchemas,
    @Nullable Schema others,
    boolean closed,
    @Nullable Schema names)
    implements Rule {

  @Override
  public void check(Value value, Place place, Findings findings) throws SchemaException {
    if (!(value instanceof ObjectValue object)) {
      return;
    }
    if (least != null && object.size() < least) {
      findings.add("array_min_properties", place, "Must have at least " + least + " properties");
    }
    if (most != null && object.size() > most) {
      findings.add("array_max_properties", place, "Must have at most " + most + " properties");
    }
    for (String name : required) {
      if (object.get(name) == null) {
        findings.add("required", place, name + " is required");
      } else {
        findings.point();
      }
    }
    for (Value key : object.sortedKeys()) {
      Value member = object.get(key);
      if (key instanceof StringValue name && member != null) {
        checkMember(name.value(), member, place, findings);
      }
    }
    if (names != null) {
      checkNames(names, object, place, findings);
    }
  }

  private void checkMember(String name, Value member, Place place, Findings findings)
      throws SchemaException {
    boolean matched = false;
    for (int i = 0; i < patterns.size(); i++) {
      if (patterns.get(i).matcher(name).find()) {
        matched = true;
        findings.merge(patternSchemas.get(i).part(member, place.at(name), findings));
      }
    }
    if (matched) {
      findings.point();
    } else if (!known.containsKey(name)) {
      if (closed) {
        findings.add(
            "additional_property_not_allowed",
            place,
            "Additional property " + name + " is not allowed");
      } else if (others != null) {
        findings.merge(others.part(member, place.at(name), findings));
      }
    }
  }

  private static void checkNames(Schema names, ObjectValue object, Place place, Findings findings)
      throws SchemaException {
    for (Value key : object.sortedKeys()) {
      Findings part = names.part(key, place, findings);
      if (!part.valid() && key instanceof StringValue name) {
        findings.add(
            "invalid_property_name",
            place,
            "Property name of \"" + name.value() + "\" does not match");
        findings.merge(part);
      }
    }
  }

  /** The schemas of the properties. */
  Rule properties() {
    return (value, place, findings) -> {
      for (Map.Entry<String, Schema> property : known.entrySet()) {
        Value member = ((ObjectValue) value).get(property.getKey());
        if (member != null) {
          property.getValue().check(member, place.at(property.getKey()), findings);
        }
      }
    };
  }
}
