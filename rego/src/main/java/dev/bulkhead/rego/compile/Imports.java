package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.syntax.Module.Import;
import dev.bulkhead.rego.syntax.TermText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds imports that hide each other, and those that nothing uses. */
final class Imports {
  private Imports() {}

  /** Imports whose name an earlier one has taken. */
  static List<RegoError> shadowing(Module module) {
    var errors = new ArrayList<RegoError>();
    Map<String, Import> first = new HashMap<>();
    for (Import declaration : module.imports()) {
      Import before = first.putIfAbsent(name(declaration), declaration);
      if (before != null) {
        errors.add(error("import must not shadow " + text(before), declaration));
      }
    }
    return errors;
  }

  /** Imports of documents that nothing in the module names. */
  static List<RegoError> unused(Names names) {
    var errors = new ArrayList<RegoError>();
    for (Import declaration : names.module().imports()) {
      if (Names.isRoot(declaration.path().getFirst()) && !names.uses(name(declaration))) {
        errors.add(error(text(declaration) + " unused", declaration));
      }
    }
    return errors;
  }

  private static RegoError error(String message, Import declaration) {
    return RegoError.of(RegoError.COMPILE, message, declaration.location());
  }

  static String name(Import declaration) {
    String alias = declaration.alias();
    return alias == null ? declaration.path().getLast() : alias;
  }

  private static String text(Import declaration) {
    var out = new StringBuilder("import ").append(declaration.path().getFirst());
    List<String> path = declaration.path();
    path.subList(1, path.size()).forEach(field -> out.append(TermText.field(field)));
    return declaration.alias() == null
        ? out.toString()
        : out.append(" as ").append(declaration.alias()).toString();
  }
}
