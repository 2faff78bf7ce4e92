package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.value.ObjectValue;
import java.util.ArrayList;
import java.util.List;

/** A type with all its extensions. */
record Definition(
    String kind,
    String name,
    boolean builtIn,
    List<ObjectValue> directives,
    List<String> interfaces,
    List<ObjectValue> fields,
    List<String> types,
    List<ObjectValue> enumValues) {

  static Definition of(ObjectValue part, boolean builtIn) {
    var out =
        new Definition(
            Parts.text(part, "Kind"),
            Parts.text(part, "Name"),
            builtIn,
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    out.extend(part);
    return out;
  }

  void extend(ObjectValue part) {
    directives.addAll(Parts.parts(part, "Directives"));
    interfaces.addAll(Parts.texts(part, "Interfaces"));
    fields.addAll(Parts.parts(part, "Fields"));
    types.addAll(Parts.texts(part, "Types"));
    enumValues.addAll(Parts.parts(part, "EnumValues"));
  }

  boolean is(String wanted) {
    return kind.equals(wanted);
  }

  /** Whether arguments and variables may have this type. */
  boolean isInput() {
    return is("SCALAR") || is("ENUM") || is("INPUT_OBJECT");
  }

  /** Whether fields may have this type. */
  boolean isOutput() {
    return !is("INPUT_OBJECT");
  }
}
