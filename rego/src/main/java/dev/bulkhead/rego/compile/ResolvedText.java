package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.compile.Resolved.Term;
import dev.bulkhead.rego.syntax.TermText;
import dev.bulkhead.rego.value.StringValue;
import java.util.List;
import java.util.stream.Collectors;

/** Resolved terms as text, for messages. */
final class ResolvedText {
  private ResolvedText() {}

  static String of(Term term) {
    return switch (term) {
      case Resolved.Const c -> c.value().toString();
      case Resolved.Local l -> {
        Term written = l.variable().written;
        yield written == null ? l.variable().shown() : of(written);
      }
      case Resolved.Input i -> "input" + path(i.path());
      case Resolved.Data d -> "data" + path(d.path());
      case Resolved.Ref r -> of(r.head()) + path(r.path());
      case Resolved.Call c -> name(c.callee()) + "(" + list(c.args()) + ")";
      case Resolved.Array a -> "[" + list(a.items()) + "]";
      case Resolved.SetOf s -> s.items().isEmpty() ? "set()" : "{" + list(s.items()) + "}";
      case Resolved.Obj o -> {
        var out = new StringBuilder("{");
        for (int i = 0; i < o.keys().size(); i++) {
          out.append(i == 0 ? "" : ", ").append(of(o.keys().get(i)));
          out.append(": ").append(of(o.values().get(i)));
        }
        yield out.append('}').toString();
      }
      case Resolved.Comprehension c ->
          switch (c.shape()) {
            case ARRAY -> "[" + of(c.head()) + " | …]";
            case SET, OBJECT -> "{" + of(c.head()) + " | …}";
          };
      case Resolved.Template t -> "$\"…\"";
    };
  }

  /** A reference up to one of its keys: of none, its head. */
  static String upTo(Term reference, int keys) {
    return switch (reference) {
      case Resolved.Input i -> "input" + path(i.path().subList(0, keys));
      case Resolved.Data d -> "data" + path(d.path().subList(0, keys));
      case Resolved.Ref r -> of(r.head()) + path(r.path().subList(0, keys));
      default -> of(reference);
    };
  }

  /** A function's name: a built-in's own, or the path of a rule. */
  static String name(Resolved.Callee callee) {
    return switch (callee) {
      case Resolved.BuiltinCallee b -> b.declaration().name();
      case Resolved.RuleCallee r -> TermText.dataPath(r.path());
    };
  }

  private static String path(List<Term> path) {
    return path.stream()
        .map(key ->
            key instanceof Resolved.Const(StringValue text)
                ? TermText.field(text.value())
                : "[" + of(key) + "]")
        .collect(Collectors.joining());
  }

  private static String list(List<Term> terms) {
    return terms.stream().map(ResolvedText::of).collect(Collectors.joining(", "));
  }
}
