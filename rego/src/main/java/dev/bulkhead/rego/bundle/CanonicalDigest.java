package dev.bulkhead.rego.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The digest of a bundle's file. Documents are digested in a canonical form, without white space
 * and with keys in order, so that formatting does not break a signature; other files as they are.
 */
final class CanonicalDigest {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonReader.MAX_DEPTH)
                  .maxStringLength(256 * 1024 * 1024)
                  .build())
          .build();

  private CanonicalDigest() {}

  /** The algorithm by OPA's name; MD5 and SHA-1 prove nothing and are refused. */
  static MessageDigest algorithm(String file, @Nullable String name) throws BundleException {
    String standard =
        switch (name) {
          case "SHA-224", "SHA-256", "SHA-384", "SHA-512" -> name;
          case "SHA-512-224" -> "SHA-512/224";
          case "SHA-512-256" -> "SHA-512/256";
          case null, default ->
              throw new BundleException(
                  file
                      + " is signed with the digest "
                      + name
                      + "; sign with SHA-256 or longer (opa sign does by default)");
        };
    try {
      return MessageDigest.getInstance(standard);
    } catch (NoSuchAlgorithmException e) {
      throw new BundleException("this Java has no " + standard);
    }
  }

  static byte[] of(String file, byte[] content, MessageDigest digest) throws BundleException {
    boolean document = BundleReader.isData(file) || file.equals(".manifest");
    if (!document) {
      return digest.digest(content);
    }
    if (DocumentTree.isYaml(file)) {
      var out = new StringBuilder();
      write(DocumentTree.parse(file, content), out);
      return digest.digest(out.toString().getBytes(StandardCharsets.UTF_8));
    }
    try (JsonParser parser = FACTORY.createParser(content)) {
      parser.nextToken();
      var out = new StringBuilder();
      write(tree(parser), out);
      return digest.digest(out.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new BundleException(file + " is no JSON: " + e.getMessage());
    }
  }

  /** Numbers keep the digits in which they were written, which no number type does. */
  private record Literal(String text) {}

  private static Object tree(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var out = new TreeMap<String, Object>(CanonicalDigest::byCodePoint);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String key = parser.currentName();
          parser.nextToken();
          out.put(key, tree(parser));
        }
        yield out;
      }
      case START_ARRAY -> {
        var out = new ArrayList<Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          out.add(tree(parser));
        }
        yield out;
      }
      case VALUE_STRING -> parser.getText();
      case null -> throw new IOException("unexpected end");
      default -> new Literal(parser.getText());
    };
  }

  private static int byCodePoint(String a, String b) {
    return StringValue.of(a).compareTo(StringValue.of(b));
  }

  private static void write(Object tree, StringBuilder out) {
    switch (tree) {
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> e : map.entrySet()) {
          out.append(separator);
          quote((String) e.getKey(), out);
          out.append(':');
          write(e.getValue(), out);
          separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> items -> {
        out.append('[');
        for (int i = 0; i < items.size(); i++) {
          out.append(i == 0 ? "" : ",");
          write(items.get(i), out);
        }
        out.append(']');
      }
      case Literal literal -> out.append(literal.text);
      case ObjectValue o -> {
        var map = new TreeMap<String, Object>(CanonicalDigest::byCodePoint);
        o.entries().forEach((k, v) -> map.put(((StringValue) k).value(), v));
        write(map, out);
      }
      case ArrayValue a -> {
        var items = new ArrayList<Object>();
        a.forEach(items::add);
        write(items, out);
      }
      case StringValue s -> quote(s.value(), out);
      case String s -> quote(s, out);
      default -> out.append(tree);
    }
  }

  /** As Go quotes strings when it is told not to escape HTML. */
  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < 0x20 || c == '\u2028' || c == '\u2029') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
