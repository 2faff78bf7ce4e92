package dev.bulkhead.admission;

import dev.bulkhead.source.Node;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * By which it is known later whether an object is the one of a review: SHA-256 over its fields in
 * the order of their names. The values of a Secret are left out, so that nobody can guess them.
 */
final class ObjectDigest {
  private static final Set<String> SECRET = Set.of("data", "stringData");

  private final MessageDigest sha;

  private ObjectDigest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of what is to be stored and of what is stored now, in hex. */
  static String of(Review review) {
    var digest = new ObjectDigest();
    digest.object(review.object());
    digest.object(review.oldObject());
    return HexFormat.of().formatHex(digest.sha.digest());
  }

  private void object(@Nullable Node object) {
    boolean secret = ReviewReader.text(object, "kind").equals("Secret");
    add(object, secret ? SECRET : Set.of());
  }

  private void add(@Nullable Node node, Set<String> without) {
    switch (node) {
      case null -> mark('-');
      case Node.Mapping mapping -> {
        var fields = new TreeMap<String, Node>();
        mapping.entries().forEach(e -> fields.put(e.key().text(), e.value()));
        mark('{');
        for (Map.Entry<String, Node> field : fields.entrySet()) {
          if (!without.contains(field.getKey())) {
            text(field.getKey());
            add(field.getValue(), Set.of());
          }
        }
        mark('}');
      }
      case Node.Sequence sequence -> {
        mark('[');
        sequence.items().forEach(i -> add(i, Set.of()));
        mark(']');
      }
      case Node.Scalar scalar -> {
        mark(scalar.type() == Node.Type.STRING ? '"' : 'v');
        text(scalar.text());
      }
    }
  }

  private void mark(char c) {
    sha.update((byte) c);
  }

  private void text(String text) {
    sha.update(text.getBytes(StandardCharsets.UTF_8));
    // a byte that UTF-8 does not have: texts are told apart from their neighbours
    sha.update((byte) 0xff);
  }
}
