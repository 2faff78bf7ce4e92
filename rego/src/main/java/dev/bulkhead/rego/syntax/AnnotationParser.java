package dev.bulkhead.rego.syntax;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.syntax.Annotations.Scope;
import dev.bulkhead.rego.syntax.Module.Comment;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import dev.bulkhead.rego.value.YamlReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * METADATA blocks: comment lines of YAML, attached to the package or rule that they stand before.
 */
final class AnnotationParser {
  private AnnotationParser() {}

  static List<Annotations> parse(
      String file,
      String source,
      List<Comment> comments,
      Location packageLocation,
      List<Rule> rules) {
    var out = new ArrayList<Annotations>();
    for (int i = 0; i < comments.size(); i++) {
      if (!opensBlock(comments.get(i))) {
        continue;
      }
      int last = i;
      while (last + 1 < comments.size() && follows(comments.get(last), comments.get(last + 1))) {
        last++;
      }
      out.add(annotation(source, comments.subList(i, last + 1), packageLocation, rules));
      i = last;
    }
    return List.copyOf(out);
  }

  /** As in OPA, only a comment at the beginning of a line. */
  private static boolean opensBlock(Comment comment) {
    return comment.location().col() == 1 && comment.text().strip().startsWith("METADATA");
  }

  private static boolean follows(Comment a, Comment b) {
    return b.location().row() == a.location().row() + 1
        && b.location().col() == 1
        && !opensBlock(b);
  }

  private static Annotations annotation(
      String source, List<Comment> block, Location packageLocation, List<Rule> rules) {
    Location location = block.getFirst().location();
    Map<Value, Value> fields = new LinkedHashMap<>(yaml(source, block).entries());
    int end = block.getLast().location().row();
    Rule rule = packageLocation.row() > end ? null : ruleAfter(rules, end);
    Scope scope = scope(fields, packageLocation.row() > end, location, source);
    if (scope == Scope.PACKAGE || scope == Scope.SUBPACKAGES) {
      rule = null;
    } else if (rule == null) {
      throw error(
          source, location, "annotation scope '" + label(scope) + "' must be applied to rule");
    }
    fields.put(StringValue.of("scope"), StringValue.of(label(scope)));
    normalise(fields);
    return new Annotations(location, scope, ObjectValue.wrap(fields), rule);
  }

  private static ObjectValue yaml(String source, List<Comment> block) {
    var text = new StringBuilder();
    for (Comment line : block.subList(1, block.size())) {
      String body = line.text();
      text.append(body.startsWith(" ") ? body.substring(1) : body).append('\n');
    }
    Location location = block.getFirst().location();
    if (text.toString().isBlank()) {
      throw error(source, location, "expected METADATA block, found whitespace");
    }
    try {
      if (YamlReader.read(text.toString()) instanceof ObjectValue object) {
        return object;
      }
    } catch (YamlReader.YamlException e) {
      throw error(source, location, "yaml: " + e.getMessage());
    }
    throw error(source, location, "METADATA is no YAML mapping");
  }

  private static @Nullable Rule ruleAfter(List<Rule> rules, int row) {
    for (Rule rule : rules) {
      if (rule.location().row() > row) {
        return rule;
      }
    }
    return null;
  }

  private static Scope scope(
      Map<Value, Value> fields, boolean beforePackage, Location location, String source) {
    Value written = fields.get(StringValue.of("scope"));
    if (written == null) {
      boolean entrypoint = fields.containsKey(StringValue.of("entrypoint"));
      return beforePackage ? Scope.PACKAGE : entrypoint ? Scope.DOCUMENT : Scope.RULE;
    }
    for (Scope scope : Scope.values()) {
      if (written instanceof StringValue s && s.value().equals(label(scope))) {
        return scope;
      }
    }
    throw error(source, location, "invalid annotation scope " + written);
  }

  private static String label(Scope scope) {
    return scope.name().toLowerCase(Locale.ROOT);
  }

  /**
   * OPA shows short forms in full: a related resource is an object with a ref, an author one with a
   * name.
   */
  private static void normalise(Map<Value, Value> fields) {
    fields.computeIfPresent(
        StringValue.of("related_resources"),
        (k, v) -> each(v, r -> r instanceof StringValue ? field("ref", r) : r));
    fields.computeIfPresent(
        StringValue.of("authors"),
        (k, v) -> each(v, a -> a instanceof StringValue s ? author(s) : a));
  }

  private static Value each(Value value, java.util.function.UnaryOperator<Value> change) {
    if (!(value instanceof ArrayValue array)) {
      return value;
    }
    var out = new ArrayList<Value>(array.size());
    array.forEach(item -> out.add(change.apply(item)));
    return ArrayValue.of(out);
  }

  private static Value field(String name, Value value) {
    return ObjectValue.of(Map.of(StringValue.of(name), value));
  }

  /** {@code Jane Doe <jane@example.org>}. */
  private static Value author(StringValue text) {
    String all = text.value().strip();
    int open = all.lastIndexOf('<');
    if (open < 0 || !all.endsWith(">")) {
      return field("name", StringValue.of(all));
    }
    var out = new LinkedHashMap<Value, Value>();
    if (open > 0) {
      out.put(StringValue.of("name"), StringValue.of(all.substring(0, open).strip()));
    }
    out.put(StringValue.of("email"), StringValue.of(all.substring(open + 1, all.length() - 1)));
    return ObjectValue.wrap(out);
  }

  private static RegoException error(String source, Location location, String message) {
    return new RegoException(
        List.of(RegoError.of(RegoError.PARSE, message, location).withSource(source)));
  }
}
