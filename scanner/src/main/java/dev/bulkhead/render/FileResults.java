package dev.bulkhead.render;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.InputFile;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Format;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.SourceFile;
import dev.bulkhead.source.SourceReader.FileResult;
import dev.bulkhead.source.Uris;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers rendered documents by the file that they are placed in, and gaps. */
final class FileResults {
  private final Path root;
  private final Map<String, Gathered> files = new TreeMap<>();
  private final List<Gap> gaps = new ArrayList<>();

  /**
   * @param root what the names of files are relative to
   */
  FileResults(Path root) {
    this.root = root;
  }

  private record Gathered(SourceFile file, String text, List<Document> documents) {}

  String uri(Path file) {
    return Uris.of(root, file);
  }

  /** The text of a file that documents are placed in; empty where it is no text. */
  String text(Path file) throws IOException {
    return gathered(file).text();
  }

  /** Adds a document whose nodes have places in a file. */
  void add(Path file, Node document, String collector, String via) throws IOException {
    Gathered to = gathered(file);
    to.documents()
        .add(new Document(to.file(), to.documents().size(), Format.YAML, document, collector, via));
  }

  void add(Gap gap) {
    gaps.add(gap);
  }

  private Gathered gathered(Path file) throws IOException {
    String uri = uri(file);
    Gathered known = files.get(uri);
    if (known == null) {
      byte[] bytes = Files.readAllBytes(file);
      boolean archive = uri.endsWith(".tgz");
      known =
          new Gathered(
              new SourceFile(uri, file, sha256(bytes), bytes.length),
              archive ? "" : new String(bytes, StandardCharsets.UTF_8),
              new ArrayList<>());
      files.put(uri, known);
    }
    return known;
  }

  /** All that was gathered, by the names of the files. */
  List<FileResult> files() {
    var out = new ArrayList<FileResult>();
    files
        .values()
        .forEach(g -> out.add(new FileResult(input(g), List.copyOf(g.documents()), List.of())));
    return out;
  }

  private static @Nullable InputFile input(Gathered gathered) {
    SourceFile file = gathered.file();
    return new InputFile(
        file.uri(), file.digest(), file.size(), "TEMPLATE", gathered.documents().size());
  }

  List<Gap> gaps() {
    return gaps;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
