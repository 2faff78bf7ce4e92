package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules of schemas (GraphQL specification 3, "Type Validation"). */
final class SchemaRules {
  private final TypeSystem system;

  SchemaRules(TypeSystem system) {
    this.system = system;
  }

  void check(ObjectValue document) throws GraphqlException {
    List<ObjectValue> schemas = Parts.parts(document, "Schema");
    if (schemas.size() > 1) {
      throw TypeSystem.invalid(
          "Cannot have multiple schema entry points, consider schema extensions instead.");
    }
    for (ObjectValue schema : schemas) {
      checkEntryPoints(schema);
    }
    for (ObjectValue extension : Parts.parts(document, "SchemaExtension")) {
      checkEntryPoints(extension);
    }
    for (Definition definition : system.types()) {
      check(definition);
    }
    new InputCycles(system).check();
    for (ObjectValue directive : system.directives()) {
      checkName(Parts.text(directive, "Name"));
      checkArguments(Parts.parts(directive, "Arguments"), Parts.text(directive, "Name"));
    }
  }

  private void checkEntryPoints(ObjectValue schema) throws GraphqlException {
    for (ObjectValue entry : Parts.parts(schema, "OperationTypes")) {
      String type = Parts.text(entry, "Type");
      if (system.type(type) == null) {
        throw TypeSystem.invalid(
            "Schema root %s refers to a type %s that does not exist."
                .formatted(Parts.text(entry, "Operation"), type));
      }
    }
    checkDirectives(Parts.parts(schema, "Directives"), "SCHEMA", "", true);
  }

  private void check(Definition definition) throws GraphqlException {
    boolean input = definition.is("INPUT_OBJECT");
    for (ObjectValue field : definition.fields()) {
      checkName(Parts.text(field, "Name"));
      typeOf(field);
      checkArguments(Parts.parts(field, "Arguments"), "");
      checkDirectives(
          Parts.parts(field, "Directives"),
          input ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION",
          "",
          true);
    }
    checkUnion(definition);
    for (String name : definition.interfaces()) {
      new Implementation(system, definition, name).check();
    }
    switch (definition.kind()) {
      case "OBJECT", "INTERFACE" -> checkFields(definition, "fields", false);
      case "INPUT_OBJECT" -> checkFields(definition, "input fields", true);
      case "ENUM" -> checkEnum(definition);
      default -> {
        // scalars and unions have no members to look at
      }
    }
    checkUnique(definition, definition.fields(), "Field");
    checkUnique(definition, definition.enumValues(), "Enum value");
    if (!definition.builtIn()) {
      checkName(definition.name());
    }
    checkDirectives(definition.directives(), definition.kind(), "", false);
  }

  private void checkUnion(Definition union) throws GraphqlException {
    Set<String> seen = new HashSet<>();
    boolean twice = false;
    for (String name : union.types()) {
      Definition member = system.type(name);
      if (member == null) {
        throw TypeSystem.invalid("Undefined type \"" + name + "\".");
      }
      if (!member.is("OBJECT")) {
        throw TypeSystem.invalid(union.kind() + " type \"" + name + "\" must be OBJECT.");
      }
      twice |= !seen.add(name);
    }
    if (twice) {
      throw TypeSystem.invalid("Union type " + union.name() + " can only include each type once.");
    }
  }

  private void checkFields(Definition definition, String what, boolean input)
      throws GraphqlException {
    String prefix = definition.kind() + " " + definition.name() + ": ";
    if (definition.fields().isEmpty()) {
      throw TypeSystem.invalid(prefix + "must define one or more " + what + ".");
    }
    for (ObjectValue field : definition.fields()) {
      Definition type = typeOf(field);
      if (input ? !type.isInput() : !type.isOutput()) {
        throw TypeSystem.invalid(
            prefix
                + "field must be one of "
                + (input
                    ? "SCALAR, ENUM, INPUT_OBJECT."
                    : "SCALAR, OBJECT, INTERFACE, UNION, ENUM."));
      }
    }
  }

  private void checkEnum(Definition definition) throws GraphqlException {
    String prefix = "ENUM " + definition.name() + ": ";
    if (definition.enumValues().isEmpty()) {
      throw TypeSystem.invalid(prefix + "must define one or more unique enum values.");
    }
    for (ObjectValue value : definition.enumValues()) {
      String name = Parts.text(value, "Name");
      if (Set.of("true", "false", "null").contains(name)) {
        throw TypeSystem.invalid(prefix + "non-enum value " + name + ".");
      }
      checkDirectives(Parts.parts(value, "Directives"), "ENUM_VALUE", "", true);
    }
  }

  private static void checkUnique(Definition definition, List<ObjectValue> members, String what)
      throws GraphqlException {
    Set<String> seen = new HashSet<>();
    for (ObjectValue member : members) {
      String name = Parts.text(member, "Name");
      if (!seen.add(name)) {
        throw TypeSystem.invalid(
            "%s %s.%s can only be defined once.".formatted(what, definition.name(), name));
      }
    }
  }

  /** Two underscores are for introspection. */
  private static void checkName(String name) throws GraphqlException {
    if (name.startsWith("__")) {
      throw TypeSystem.invalid(
          "Name \"%s\" must not begin with \"__\", which is reserved by GraphQL introspection."
              .formatted(name));
    }
  }

  private Definition typeOf(ObjectValue part) throws GraphqlException {
    String name = TypeReference.of(part).base();
    Definition type = system.type(name);
    if (type == null) {
      throw TypeSystem.invalid("Undefined type " + name + ".");
    }
    return type;
  }

  private void checkArguments(List<ObjectValue> arguments, String directive)
      throws GraphqlException {
    for (ObjectValue argument : arguments) {
      String name = Parts.text(argument, "Name");
      checkName(name);
      Definition type = typeOf(argument);
      if (!type.isInput()) {
        throw TypeSystem.invalid(
            "cannot use %s as argument %s because %s is not a valid input type"
                .formatted(TypeReference.of(argument), name, type.kind()));
      }
      checkDirectives(Parts.parts(argument, "Directives"), "ARGUMENT_DEFINITION", directive, true);
    }
  }

  /**
   * Checks directives where they are applied.
   *
   * @param around the directive whose definition they stand in; empty for none
   * @param onePlace whether they stand together, and not in a type and its extensions
   */
  private void checkDirectives(
      List<ObjectValue> directives, String location, String around, boolean onePlace)
      throws GraphqlException {
    Set<String> seen = new HashSet<>();
    for (ObjectValue directive : directives) {
      String name = Parts.text(directive, "Name");
      checkName(name);
      if (!around.isEmpty() && name.equals(around)) {
        throw TypeSystem.invalid("Directive " + name + " cannot refer to itself.");
      }
      ObjectValue definition = system.directive(name);
      if (definition == null) {
        throw TypeSystem.invalid("Undefined directive " + name + ".");
      }
      if (onePlace && !seen.add(name) && !Parts.flag(definition, "IsRepeatable")) {
        throw TypeSystem.invalid(
            "The directive " + name + " can only be used once at this location.");
      }
      if (!Parts.texts(definition, "Locations").contains(location)) {
        throw TypeSystem.invalid("Directive " + name + " is not applicable on " + location + ".");
      }
      checkArguments(directive, definition, name);
    }
  }

  private static void checkArguments(ObjectValue directive, ObjectValue definition, String name)
      throws GraphqlException {
    List<ObjectValue> given = Parts.parts(directive, "Arguments");
    List<ObjectValue> known = Parts.parts(definition, "Arguments");
    for (ObjectValue argument : given) {
      String argumentName = Parts.text(argument, "Name");
      if (Parts.named(known, argumentName) == null) {
        throw TypeSystem.invalid(
            "Undefined argument " + argumentName + " for directive " + name + ".");
      }
    }
    for (ObjectValue parameter : known) {
      String parameterName = Parts.text(parameter, "Name");
      boolean required =
          TypeReference.of(parameter).nonNull() && parameter.get("DefaultValue") == null;
      if (required && isNull(Parts.named(given, parameterName))) {
        throw TypeSystem.invalid(
            "Argument " + parameterName + " for directive " + name + " cannot be null.");
      }
    }
  }

  private static boolean isNull(@Nullable ObjectValue argument) {
    if (argument == null) {
      return true;
    }
    ObjectValue value = Parts.part(argument, "Value");
    return value == null
        || Objects.equals(value.get("Kind"), NumberValue.of(ValueKind.NULL.ordinal()));
  }
}
