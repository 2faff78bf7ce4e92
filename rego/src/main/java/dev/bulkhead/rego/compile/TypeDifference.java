package dev.bulkhead.rego.compile;

import dev.bulkhead.rego.builtins.Signature;
import dev.bulkhead.rego.builtins.Type;
import dev.bulkhead.rego.builtins.Type.AnyOf;
import dev.bulkhead.rego.builtins.Type.ArrayOf;
import dev.bulkhead.rego.builtins.Type.Entries;
import dev.bulkhead.rego.builtins.Type.ObjectOf;
import dev.bulkhead.rego.builtins.Type.SetOf;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Two types as text of which only the parts are written out in which they differ, for messages that
 * would be too wide. What is left out is written as dots.
 */
final class TypeDifference {
  private static final String LEFT_OUT = "...";

  /** Lines up to this width are written in full. */
  private static final int MAX_LINE = 80;

  /** A part that does not differ is written in full up to this width. */
  private static final int MAX_PART = 32;

  private static final int MAX_DEPTH = 8;

  private TypeDifference() {}

  /** The texts of two types. */
  record Pair(String left, String right) {}

  static boolean tooWide(List<String> lines) {
    return lines.stream().anyMatch(line -> line.codePointCount(0, line.length()) > MAX_LINE);
  }

  static Pair of(@Nullable Type left, @Nullable Type right) {
    return of(left, right, 0);
  }

  /** The lines that say what arguments were had and wanted. */
  static List<String> ofArguments(List<? extends @Nullable Type> have, Signature want) {
    var left = new ArrayList<String>();
    var right = new ArrayList<String>();
    for (int i = 0; i < Math.max(have.size(), want.parameters().size()); i++) {
      Type had = i < have.size() ? have.get(i) : null;
      if (i >= want.parameters().size()) {
        left.add(brief(had));
        continue;
      }
      Signature.Parameter parameter = want.parameters().get(i);
      Type wanted = parameter.type();
      boolean fits = i >= have.size() || TypeAlgebra.unifies(had, wanted);
      Pair shown = fits ? new Pair(brief(had), brief(wanted)) : of(had, wanted);
      if (i < have.size()) {
        left.add(shown.left());
      }
      right.add(fits ? brief(parameter) : named(parameter, shown.right()));
    }
    if (want.variadic() != null) {
      right.add(brief(want.variadic()) + "...");
    }
    return List.of(
        "have: (" + String.join(", ", left) + ")", "want: (" + String.join(", ", right) + ")");
  }

  private static String brief(Signature.Parameter parameter) {
    String full = parameter.toString();
    return fits(full) ? full : named(parameter, shown(parameter.type(), 0));
  }

  private static String named(Signature.Parameter parameter, String type) {
    return parameter.name().isEmpty() ? type : parameter.name() + ": " + type;
  }

  private static boolean fits(String part) {
    return part.codePointCount(0, part.length()) <= MAX_PART;
  }

  /** The type in full where that is short, or else without its parts. */
  private static String brief(@Nullable Type type) {
    String full = Type.shown(type);
    return fits(full) ? full : shown(type, 0);
  }

  /** The type with its parts down to a depth. */
  private static String shown(@Nullable Type type, int depth) {
    return switch (type) {
      case null -> Type.shown(null);
      case SetOf s ->
          s.of() == null
              ? s.toString()
              : "set[" + (depth == 0 ? LEFT_OUT : shown(s.of(), depth - 1)) + "]";
      case ArrayOf a ->
          composite(
              "array",
              parts(a.first(), depth),
              a.rest() == null ? "" : depth == 0 ? LEFT_OUT : shown(a.rest(), depth - 1));
      case ObjectOf o -> object(o, depth);
      case AnyOf any -> any.of().isEmpty() ? any.toString() : anyOf(parts(any.of(), depth));
      case Type.Scalar s -> s.toString();
      case Signature f -> f.toString();
    };
  }

  private static String object(ObjectOf o, int depth) {
    var known = new ArrayList<String>();
    if (depth == 0 && !o.known().isEmpty()) {
      known.add(LEFT_OUT);
    } else {
      o.known().forEach((key, type) -> known.add(property(key, shown(type, depth - 1))));
    }
    Entries others = o.others();
    if (others == null) {
      return composite("object", known, "");
    }
    String rest = shown(others.key(), depth - 1) + ": " + shown(others.value(), depth - 1);
    return composite("object", known, depth == 0 ? LEFT_OUT : rest);
  }

  private static List<String> parts(List<? extends @Nullable Type> types, int depth) {
    if (types.isEmpty()) {
      return List.of();
    }
    return depth == 0 ? List.of(LEFT_OUT) : types.stream().map(t -> shown(t, depth - 1)).toList();
  }

  private static Pair of(@Nullable Type a, @Nullable Type b, int depth) {
    if (depth >= MAX_DEPTH || a == null || b == null || same(a, b)) {
      return new Pair(brief(a), brief(b));
    }
    if (a instanceof SetOf x && b instanceof SetOf y && x.of() != null && y.of() != null) {
      Pair members = of(x.of(), y.of(), depth + 1);
      return new Pair("set[" + members.left() + "]", "set[" + members.right() + "]");
    }
    if (a instanceof ArrayOf x && b instanceof ArrayOf y) {
      return arrays(x, y, depth);
    }
    if (a instanceof ObjectOf x && b instanceof ObjectOf y) {
      return objects(x, y, depth);
    }
    if (a instanceof AnyOf x && b instanceof AnyOf y) {
      return new Pair(anyOf(lacking(x, y)), anyOf(lacking(y, x)));
    }
    return new Pair(brief(a), brief(b));
  }

  private static boolean same(@Nullable Type a, @Nullable Type b) {
    return Type.shown(a).equals(Type.shown(b));
  }

  private static Pair arrays(ArrayOf a, ArrayOf b, int depth) {
    if (a.first().size() != b.first().size() || (a.rest() == null) != (b.rest() == null)) {
      return new Pair(shown(a, 1), shown(b, 1));
    }
    var left = new ArrayList<String>();
    var right = new ArrayList<String>();
    for (int i = 0; i < a.first().size(); i++) {
      Pair item = of(a.first().get(i), b.first().get(i), depth + 1);
      left.add(item.left());
      right.add(item.right());
    }
    Pair rest = a.rest() == null ? new Pair("", "") : of(a.rest(), b.rest(), depth + 1);
    return new Pair(composite("array", left, rest.left()), composite("array", right, rest.right()));
  }

  private static Pair objects(ObjectOf a, ObjectOf b, int depth) {
    var left = new ArrayList<String>();
    var right = new ArrayList<String>();
    boolean leftOut = false;
    var keys = new TreeSet<Value>(a.known().keySet());
    keys.addAll(b.known().keySet());
    for (Value key : keys) {
      if (!b.known().containsKey(key)) {
        left.add(property(key, brief(a.known().get(key))));
      } else if (!a.known().containsKey(key)) {
        right.add(property(key, brief(b.known().get(key))));
      } else if (same(a.known().get(key), b.known().get(key))) {
        leftOut = true;
      } else {
        Pair value = of(a.known().get(key), b.known().get(key), depth + 1);
        left.add(property(key, value.left()));
        right.add(property(key, value.right()));
      }
    }
    if (leftOut) {
      left.add(LEFT_OUT);
      right.add(LEFT_OUT);
    }
    Pair others = others(a.others(), b.others(), depth);
    return new Pair(
        composite("object", left, others.left()), composite("object", right, others.right()));
  }

  private static Pair others(@Nullable Entries a, @Nullable Entries b, int depth) {
    if (a == null || b == null) {
      return new Pair(entries(a), entries(b));
    }
    Pair key = of(a.key(), b.key(), depth + 1);
    Pair value = of(a.value(), b.value(), depth + 1);
    return new Pair(key.left() + ": " + value.left(), key.right() + ": " + value.right());
  }

  private static String entries(@Nullable Entries entries) {
    return entries == null ? "" : brief(entries.key()) + ": " + brief(entries.value());
  }

  /** The alternatives of one union that another has not. */
  private static List<String> lacking(AnyOf any, AnyOf other) {
    var out = new ArrayList<String>();
    boolean shared = false;
    for (Type type : any.of()) {
      if (other.of().stream().anyMatch(t -> same(t, type))) {
        shared = true;
      } else {
        out.add(brief(type));
      }
    }
    if (shared) {
      out.add(LEFT_OUT);
    }
    return out;
  }

  private static String property(Value key, String type) {
    return Type.keyText(key) + ": " + type;
  }

  private static String anyOf(List<String> of) {
    return of.isEmpty() ? "any" : "any<" + String.join(", ", of) + ">";
  }

  private static String composite(String kind, List<String> known, String rest) {
    return kind
        + (known.isEmpty() ? "" : "<" + String.join(", ", known) + ">")
        + (rest.isEmpty() ? "" : "[" + rest + "]");
  }
}
