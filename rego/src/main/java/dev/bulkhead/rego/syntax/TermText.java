package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.syntax.Term.Scalar;
import dev.bulkhead.rego.syntax.Term.Var;
import dev.bulkhead.rego.value.StringValue;
import java.util.List;
import java.util.stream.Collectors;

/** Terms as text, for messages. */
public final class TermText {
  private TermText() {}

  /** The term as source, bodies of comprehensions left out. */
  public static String of(Term term) {
    return switch (term) {
      case Scalar s -> s.value().toString();
      case Var v -> v.isWildcard() ? "_" : v.name();
      case Term.Ref r -> of(r.head()) + path(r.path());
      case Term.ArrayTerm a -> "[" + list(a.items()) + "]";
      case Term.SetTerm s -> s.items().isEmpty() ? "set()" : "{" + list(s.items()) + "}";
      case Term.ObjectTerm o ->
          o.entries().stream()
              .map(e -> of(e.key()) + ": " + of(e.value()))
              .collect(Collectors.joining(", ", "{", "}"));
      case Term.ArrayComprehension c -> "[" + of(c.head()) + " | …]";
      case Term.SetComprehension c -> "{" + of(c.head()) + " | …}";
      case Term.ObjectComprehension c -> "{" + of(c.key()) + ": " + of(c.value()) + " | …}";
      case Term.Call c -> of(c.operator()) + "(" + list(c.args()) + ")";
      case Term.Template t -> "$\"…\"";
    };
  }

  /** A path below {@code data} as a reference: {@code data.example["not-a-name"]}. */
  public static String dataPath(List<String> path) {
    return path.stream().map(TermText::field).collect(Collectors.joining("", "data", ""));
  }

  /** What follows a reference's head: {@code .name}, {@code [x]}. */
  public static String path(List<Term> path) {
    return path.stream().map(TermText::operand).collect(Collectors.joining());
  }

  private static String operand(Term term) {
    return term instanceof Scalar s && s.value() instanceof StringValue text
        ? field(text.value())
        : "[" + of(term) + "]";
  }

  /** A field as it stands behind a dot or in brackets. */
  public static String field(String name) {
    return isName(name) ? "." + name : "[" + StringValue.of(name) + "]";
  }

  private static boolean isName(String text) {
    if (text.isEmpty() || Character.isDigit(text.charAt(0)) || Lexer.isKeyword(text)) {
      return false;
    }
    return text.chars()
        .allMatch(c ->
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
  }

  private static String list(List<Term> terms) {
    return terms.stream().map(TermText::of).collect(Collectors.joining(", "));
  }
}
