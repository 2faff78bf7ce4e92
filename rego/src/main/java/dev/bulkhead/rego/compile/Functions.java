package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.BuiltinRegistry;
import dev.bulkhead.rego.builtins.Declaration;
import dev.bulkhead.rego.compile.Resolved.Callee;
import dev.bulkhead.rego.syntax.Term;
import dev.bulkhead.rego.value.StringValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a name in the place of a function means: a function of the modules, or a built-in. */
final class Functions {
  private final Names names;
  private final BuiltinRegistry builtins;
  private final Function<List<String>, @Nullable Integer> arity;

  /**
   * @param arity parameters of the function at a path below data; null where there is none
   */
  Functions(
      Names names, BuiltinRegistry builtins, Function<List<String>, @Nullable Integer> arity) {
    this.names = names;
    this.builtins = builtins;
    this.arity = arity;
  }

  /** The function that a term names; null where it names none, or a variable. */
  @Nullable Callee find(Term term, Scope scope) {
    String name = dotted(term);
    String head = head(name);
    if (name.isEmpty() || scope.find(head) != null || scope.isAnnounced(head)) {
      return null;
    }
    List<String> path = path(name);
    if (path != null && arity.apply(path) != null) {
      return new Resolved.RuleCallee(path);
    }
    Declaration builtin = names.path(head) == null ? builtins.find(name) : null;
    return builtin == null ? null : new Resolved.BuiltinCallee(builtin);
  }

  /** What is wrong with calling a name that is no function here. */
  String undefined(Term operator, Scope scope) {
    String name = dotted(operator);
    if (scope.find(head(name)) != null) {
      return "undefined function " + name;
    }
    String reason = builtins.unsupported(name);
    if (reason != null) {
      return "built-in function " + name + " is not supported: " + reason;
    }
    List<String> path = path(name);
    String shown = path == null ? name : "data." + String.join(".", path);
    return "undefined function " + shown;
  }

  boolean isBuiltin(String name) {
    return builtins.find(name) != null;
  }

  int arity(Callee callee) {
    return switch (callee) {
      case Resolved.BuiltinCallee b ->
          b.declaration().variadic() ? Integer.MAX_VALUE - 1 : b.declaration().arity();
      case Resolved.RuleCallee r -> {
        Integer known = arity.apply(r.path());
        yield known == null ? 0 : known;
      }
    };
  }

  /** The path below {@code data}; null where the name means none. */
  private @Nullable List<String> path(String name) {
    String head = head(name);
    List<String> path = names.path(head);
    if (path == null || !path.getFirst().equals("data")) {
      return null;
    }
    var full = new ArrayList<>(path.subList(1, path.size()));
    if (name.length() > head.length()) {
      full.addAll(List.of(name.substring(head.length() + 1).split("\\.", -1)));
    }
    return full;
  }

  private static String head(String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** The dotted name that a term is; empty where it is none. */
  static String dotted(Term term) {
    return switch (term) {
      case Term.Var v -> v.name();
      case Term.Ref r -> {
        var out = new StringBuilder(dotted(r.head()));
        for (Term part : r.path()) {
          if (out.isEmpty()
              || !(part instanceof Term.Scalar s)
              || !(s.value() instanceof StringValue text)) {
            yield "";
          }
          out.append('.').append(text.value());
        }
        yield out.toString();
      }
      case Term.Scalar t -> "";
      case Term.ArrayTerm t -> "";
      case Term.SetTerm t -> "";
      case Term.ObjectTerm t -> "";
      case Term.ArrayComprehension t -> "";
      case Term.SetComprehension t -> "";
      case Term.ObjectComprehension t -> "";
      case Term.Call t -> "";
      case Term.Template t -> "";
    };
  }
}
