package dev.bulkhead.rego.schema;

import org.jspecify.annotations.Nullable;

/** A place in a document: a name or index below another place. */
record Place(String name, @Nullable Place above) {
  private static final String ROOT = "(Root)";

  static Place root() {
    return new Place(ROOT, null);
  }

  Place at(String child) {
    return new Place(child, this);
  }

  Place at(int index) {
    return at(Integer.toString(index));
  }

  /** The names from below the root, with points between them. */
  @Override
  public String toString() {
    var out = new StringBuilder(name);
    for (Place p = above; p != null && p.above != null; p = p.above) {
      out.insert(0, p.name + ".");
    }
    return out.toString();
  }
}
