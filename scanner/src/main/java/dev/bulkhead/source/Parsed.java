package dev.bulkhead.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a parser made of a text: the documents before a failure are kept. */
record Parsed(List<Node> documents, List<DuplicateKey> duplicates, @Nullable ParseFailure failure) {

  static Parsed of(Node document) {
    return new Parsed(List.of(document), List.of(), null);
  }
}
