package dev.bulkhead.rego.graphql;

import dev.bulkhead.rego.value.ObjectValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The types and directives of a valid schema, those that every schema has included. */
public final class TypeSystem {
  private static final class BuiltIn {
    private static final ObjectValue DOCUMENT = read();

    private static ObjectValue read() {
      try (var in =
          Objects.requireNonNull(TypeSystem.class.getResourceAsStream("introspection.graphql"))) {
        return SchemaReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (GraphqlException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Directives that a schema may declare again: the first declaration counts. */
  private static final Set<String> STANDARD_DIRECTIVES =
      Set.of("include", "skip", "deprecated", "specifiedBy", "defer", "oneOf");

  private final Map<String, Definition> types = new TreeMap<>();
  private final Map<String, ObjectValue> directives = new TreeMap<>();
  private final Map<String, Set<String>> possible = new HashMap<>();

  private TypeSystem() {}

  /**
   * Checks a schema document (GraphQL specification 3).
   *
   * @throws GraphqlException for the first rule that it breaks
   */
  public static TypeSystem of(ObjectValue document) throws GraphqlException {
    var out = new TypeSystem();
    out.define(BuiltIn.DOCUMENT, true);
    out.define(document, false);
    for (ObjectValue extension : Parts.parts(document, "Extensions")) {
      out.extend(extension);
    }
    out.types.values().forEach(out::addPossible);
    out.addDirectives(BuiltIn.DOCUMENT);
    out.addDirectives(document);
    new SchemaRules(out).check(document);
    return out;
  }

  private void define(ObjectValue document, boolean builtIn) throws GraphqlException {
    for (ObjectValue part : Parts.parts(document, "Definitions")) {
      Definition definition = Definition.of(part, builtIn || Parts.flag(part, "BuiltIn"));
      if (types.put(definition.name(), definition) != null) {
        throw invalid("Cannot redeclare type " + definition.name() + ".");
      }
    }
  }

  static GraphqlException invalid(String message) {
    return new GraphqlException(
        "Error in gqlparser SchemaDocument to Schema conversion: " + message);
  }

  private void extend(ObjectValue part) throws GraphqlException {
    String name = Parts.text(part, "Name");
    Definition base = types.get(name);
    if (base == null) {
      types.put(name, Definition.of(part, false));
      return;
    }
    String kind = Parts.text(part, "Kind");
    if (!base.is(kind)) {
      throw invalid(
          "Cannot extend type %s because the base type is a %s, not %s."
              .formatted(name, base.kind(), kind));
    }
    base.extend(part);
  }

  private void addPossible(Definition definition) {
    switch (definition.kind()) {
      case "UNION" -> definition.types().forEach(t -> possible(definition.name()).add(t));
      case "OBJECT", "INPUT_OBJECT" -> {
        definition.interfaces().forEach(i -> possible(i).add(definition.name()));
        possible(definition.name()).add(definition.name());
      }
      default -> definition.interfaces().forEach(i -> possible(i).add(definition.name()));
    }
  }

  /** The names of the types that a value of this type may have. */
  Set<String> possible(String type) {
    return possible.computeIfAbsent(type, t -> new HashSet<>());
  }

  private void addDirectives(ObjectValue document) throws GraphqlException {
    for (ObjectValue directive : Parts.parts(document, "Directives")) {
      String name = Parts.text(directive, "Name");
      if (directives.put(name, directive) != null && !STANDARD_DIRECTIVES.contains(name)) {
        throw invalid("Cannot redeclare directive " + name + ".");
      }
    }
  }

  @Nullable Definition type(String name) {
    return types.get(name);
  }

  List<Definition> types() {
    return new ArrayList<>(types.values());
  }

  @Nullable ObjectValue directive(String name) {
    return directives.get(name);
  }

  List<ObjectValue> directives() {
    return new ArrayList<>(directives.values());
  }
}
