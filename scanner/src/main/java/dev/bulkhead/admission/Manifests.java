package dev.bulkhead.admission;

import dev.bulkhead.admission.Review.Operation;
import dev.bulkhead.admission.Review.ResourceKind;
import dev.bulkhead.source.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Objects of manifests as the reviews that the API server would send when they are applied. */
public final class Manifests {
  private Manifests() {}

  /** The objects of a document: itself, or the items of a List. */
  public static List<Node> objects(Node root) {
    if (ReviewReader.text(root, "kind").endsWith("List")
        && ReviewReader.child(root, "items") instanceof Node.Sequence items) {
      var out = new ArrayList<Node>();
      items.items().forEach(i -> out.addAll(objects(i)));
      return out;
    }
    return isObject(root) ? List.of(root) : List.of();
  }

  private static boolean isObject(Node root) {
    return !ReviewReader.text(root, "apiVersion").isEmpty()
        && !ReviewReader.text(root, "kind").isEmpty();
  }

  /**
   * The review of an object that a user applies.
   *
   * @param uid of the review, any text
   */
  public static Review review(Node object, Operation operation, Review.User user, String uid) {
    Node metadata = ReviewReader.child(object, "metadata");
    String apiVersion = ReviewReader.text(object, "apiVersion");
    int slash = apiVersion.indexOf('/');
    String kind = ReviewReader.text(object, "kind");
    String namespace = ReviewReader.text(metadata, "namespace");
    boolean delete = operation == Operation.DELETE;
    return new Review(
        uid,
        operation,
        new ResourceKind(
            slash < 0 ? "" : apiVersion.substring(0, slash), apiVersion.substring(slash + 1), kind),
        plural(kind),
        "",
        ReviewReader.text(metadata, "name"),
        namespace.isEmpty() ? null : namespace,
        user,
        false,
        delete ? null : object,
        delete ? object : null);
  }

  /** The name of a kind's resource, as the built-in ones and most others have it. */
  static String plural(String kind) {
    String lower = kind.toLowerCase(Locale.ROOT);
    if (lower.endsWith("s") || lower.endsWith("x") || lower.endsWith("ch")) {
      return lower + "es";
    }
    boolean consonant =
        lower.endsWith("y")
            && lower.length() > 1
            && "aeiou".indexOf(lower.charAt(lower.length() - 2)) < 0;
    return consonant ? lower.substring(0, lower.length() - 1) + "ies" : lower + "s";
  }
}
