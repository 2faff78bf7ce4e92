package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.value.ObjectValue;
import java.util.HashMap;
import java.util.Map;

/** No input object may demand itself: it could never be written down (specification 3.10). */
final class InputCycles {
  private enum State {
    OPEN,
    DONE
  }

  private final TypeSystem system;
  private final Map<String, State> states = new HashMap<>();

  InputCycles(TypeSystem system) {
    this.system = system;
  }

  void check() throws GraphqlException {
    for (Definition type : system.types()) {
      if (type.is("INPUT_OBJECT")) {
        visit(type, 0);
      }
    }
  }

  private void visit(Definition type, int depth) throws GraphqlException {
    if (states.get(type.name()) == State.DONE) {
      return;
    }
    if (states.put(type.name(), State.OPEN) == State.OPEN || depth > 1_000) {
      throw TypeSystem.invalid(
          "Cannot reference Input Object \""
              + type.name()
              + "\" within itself through a series of non-null fields.");
    }
    for (ObjectValue field : type.fields()) {
      TypeReference reference = TypeReference.of(field);
      Definition next = system.type(reference.name());
      if (reference.nonNull() && next != null && next.is("INPUT_OBJECT")) {
        visit(next, depth + 1);
      }
    }
    states.put(type.name(), State.DONE);
  }
}
