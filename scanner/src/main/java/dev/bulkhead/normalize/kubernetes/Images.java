package dev.bulkhead.normalize.kubernetes;

import dev.bulkhead.model.Image;

/** Image references, taken apart as the distribution project defines them. */
public final class Images {
  private Images() {}

  /** Takes a reference apart: {@code [host[:port]/]path[:tag][@digest]}. */
  public static Image parse(String reference) {
    String rest = reference;
    String digest = null;
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = rest.substring(at + 1);
      rest = rest.substring(0, at);
    }
    String tag = null;
    int colon = rest.lastIndexOf(':');
    if (colon > rest.lastIndexOf('/')) {
      tag = rest.substring(colon + 1);
      rest = rest.substring(0, colon);
    }
    int slash = rest.indexOf('/');
    String first = slash < 0 ? "" : rest.substring(0, slash);
    boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
    String registry = host ? first : "docker.io";
    String repository = host ? rest.substring(slash + 1) : rest;
    if (!host && slash < 0) {
      repository = "library/" + repository;
    }
    if (registry.equals("index.docker.io")) {
      registry = "docker.io";
    }
    return new Image(reference, registry, repository, tag, digest, isResolved(reference));
  }

  private static boolean isResolved(String reference) {
    return !reference.contains("$")
        && !reference.contains("{{")
        && !reference.contains("<")
        && !reference.contains(" ");
  }
}
