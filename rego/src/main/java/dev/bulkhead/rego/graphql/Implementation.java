package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.value.ObjectValue;
import java.util.List;

/** That a type has what an interface demands (GraphQL specification 3.6.1). */
record Implementation(TypeSystem system, Definition type, String name) {

  void check() throws GraphqlException {
    Definition contract = system.type(name);
    if (contract == null) {
      throw TypeSystem.invalid("Undefined type \"" + name + "\".");
    }
    if (!contract.is("INTERFACE")) {
      throw TypeSystem.invalid("\"" + name + "\" is a non interface type " + contract.kind() + ".");
    }
    for (ObjectValue wanted : contract.fields()) {
      check(wanted);
    }
    for (String further : contract.interfaces()) {
      if (!type.interfaces().contains(further)) {
        throw TypeSystem.invalid(
            further.equals(type.name())
                ? "Type %s cannot implement %s because it would create a circular reference."
                    .formatted(type.name(), name)
                : "Type %s must implement %s because it is implemented by %s."
                    .formatted(type.name(), further, name));
      }
    }
  }

  private void check(ObjectValue wanted) throws GraphqlException {
    String field = Parts.text(wanted, "Name");
    String prefix = "For " + type.name() + " to implement " + name + " ";
    ObjectValue found = Parts.named(type.fields(), field);
    if (found == null) {
      throw TypeSystem.invalid(prefix + "it must have a field called " + field + ".");
    }
    TypeReference wantedType = TypeReference.of(wanted);
    if (!covariant(wantedType, TypeReference.of(found))) {
      throw TypeSystem.invalid(
          prefix + "the field " + field + " must have type " + wantedType + ".");
    }
    List<ObjectValue> wantedArguments = Parts.parts(wanted, "Arguments");
    List<ObjectValue> arguments = Parts.parts(found, "Arguments");
    for (ObjectValue wantedArgument : wantedArguments) {
      checkArgument(wantedArgument, arguments, prefix + "the field " + field);
    }
    for (ObjectValue argument : arguments) {
      String argumentName = Parts.text(argument, "Name");
      boolean required =
          TypeReference.of(argument).nonNull() && argument.get("DefaultValue") == null;
      if (required && Parts.named(wantedArguments, argumentName) == null) {
        throw TypeSystem.invalid(
            prefix
                + "any additional arguments on "
                + field
                + " must be optional or have a default value but "
                + argumentName
                + " is required.");
      }
    }
  }

  private static void checkArgument(ObjectValue wanted, List<ObjectValue> arguments, String prefix)
      throws GraphqlException {
    String argument = Parts.text(wanted, "Name");
    ObjectValue found = Parts.named(arguments, argument);
    if (found == null) {
      throw TypeSystem.invalid(
          prefix + " must have the same arguments but it is missing " + argument + ".");
    }
    if (!TypeReference.of(wanted).compatible(TypeReference.of(found))) {
      throw TypeSystem.invalid(
          prefix + " must have the same arguments but " + argument + " has the wrong type.");
    }
  }

  private boolean covariant(TypeReference wanted, TypeReference found) {
    if (wanted.nonNull() && !found.nonNull()) {
      return false;
    }
    if (wanted.element() == null) {
      return wanted.name().equals(found.name())
          || system.possible(wanted.name()).contains(found.name());
    }
    return found.element() != null && covariant(wanted.element(), found.element());
  }
}
