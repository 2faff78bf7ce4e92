package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The signatures of all of OPA's built-ins, read once from the table {@code signatures.txt}: a line
 * each, {@code name(parameter: type, ...) -> result: type}.
 */
final class Signatures {
  private static final class Table {
    private static final Map<String, Signature> SIGNATURES = read();
  }

  private final String line;
  private int at;

  private Signatures(String line) {
    this.line = line;
  }

  static @Nullable Signature find(String name) {
    return Table.SIGNATURES.get(name);
  }

  static Map<String, Signature> all() {
    return Table.SIGNATURES;
  }

  private static Map<String, Signature> read() {
    var out = new TreeMap<String, Signature>();
    try (var in = Objects.requireNonNull(Signatures.class.getResourceAsStream("signatures.txt"));
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader
          .lines()
          .forEach(line -> {
            int name = line.indexOf('(');
            out.put(line.substring(0, name), new Signatures(line.substring(name + 1)).signature());
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Collections.unmodifiableMap(out);
  }

  private Signature signature() {
    var parameters = new ArrayList<Signature.Parameter>();
    Type variadic = null;
    while (!skip(")")) {
      if (skip("...")) {
        variadic = type();
      } else {
        parameters.add(parameter());
      }
      skip(", ");
    }
    return new Signature(List.copyOf(parameters), variadic, skip(" -> ") ? parameter() : null);
  }

  private Signature.Parameter parameter() {
    int end = at;
    while (":<[,)>".indexOf(line.charAt(end)) < 0 && end + 1 < line.length()) {
      end++;
    }
    if (line.charAt(end) != ':') {
      return new Signature.Parameter("", type());
    }
    String name = line.substring(at, end);
    at = end + ": ".length();
    return new Signature.Parameter(name, type());
  }

  private Type type() {
    String word = word();
    return switch (word) {
      case "null" -> Type.Scalar.NULL;
      case "boolean" -> Type.Scalar.BOOLEAN;
      case "number" -> Type.Scalar.NUMBER;
      case "string" -> Type.Scalar.STRING;
      case "any" -> skip("<") ? new Type.AnyOf(types()) : Type.ANYTHING;
      case "array" -> {
        List<@Nullable Type> first = skip("<") ? new ArrayList<>(types()) : List.of();
        yield new Type.ArrayOf(first, skip("[") ? closed(type()) : null);
      }
      case "set" -> new Type.SetOf(skip("[") ? closed(type()) : null);
      case "object" -> object();
      default -> throw new IllegalStateException("no type at " + at + " in " + line);
    };
  }

  private Type object() {
    var known = new TreeMap<Value, @Nullable Type>();
    if (skip("<")) {
      do {
        Signature.Parameter property = parameter();
        known.put(StringValue.of(property.name()), property.type());
      } while (skip(", "));
      skip(">");
    }
    if (!skip("[")) {
      return new Type.ObjectOf(known, null);
    }
    Type key = type();
    skip(": ");
    return new Type.ObjectOf(known, new Type.Entries(key, closed(type())));
  }

  private List<Type> types() {
    var out = new ArrayList<Type>();
    do {
      out.add(type());
    } while (skip(", "));
    skip(">");
    return List.copyOf(out);
  }

  private Type closed(Type type) {
    skip("]");
    return type;
  }

  private String word() {
    int start = at;
    while (at < line.length()
        && (Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '_')) {
      at++;
    }
    return line.substring(start, at);
  }

  private boolean skip(String text) {
    boolean found = line.startsWith(text, at);
    if (found) {
      at += text.length();
    }
    return found;
  }
}
