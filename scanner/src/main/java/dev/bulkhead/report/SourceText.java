package dev.bulkhead.report;

import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of the scanned files, for code frames. A file is shown only while it still is what was
 * scanned (its digest is the snapshot's) and lies under the scan's root; secret values in it are
 * hidden. Not for several threads.
 */
public final class SourceText {
  /** Larger files give no frames. */
  private static final long LARGEST = 16L << 20;

  private static final int KEPT_FILES = 64;

  private final @Nullable Path root;
  private @Nullable Path realRoot;
  private final Map<String, InputFile> inputs = new HashMap<>();
  private final @Nullable HiddenLines hidden;
  private final Map<String, FileText> texts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FileText> eldest) {
          return size() > KEPT_FILES;
        }
      };

  private SourceText(@Nullable Path root, @Nullable Snapshot snapshot) {
    this.root = root;
    this.hidden = snapshot == null ? null : new HiddenLines(snapshot);
    if (snapshot != null) {
      snapshot.inputs().forEach(input -> inputs.put(input.uri(), input));
    }
  }

  /** The files below the scan's root. */
  public static SourceText under(Path root, Snapshot snapshot) {
    return new SourceText(root, snapshot);
  }

  /** No files: reports have no code frames. */
  public static SourceText none() {
    return new SourceText(null, null);
  }

  /** How many lines can be shown of a file; 0 where it cannot be shown. */
  int lineCount(String uri) {
    return text(uri).size();
  }

  /** A line, counted from 1, with secret values hidden. */
  String line(String uri, int number) {
    return text(uri).line(number);
  }

  /** How many UTF-16 code units a line has in the file. */
  int width(String uri, int number) {
    return text(uri).width(number);
  }

  /** GitHub's hash of a line; null where the file cannot be read. */
  @Nullable String hash(String uri, int number) {
    return text(uri).hash(number);
  }

  private FileText text(String uri) {
    FileText known = texts.get(uri);
    if (known == null) {
      known = read(uri);
      texts.put(uri, known);
    }
    return known;
  }

  private FileText read(String uri) {
    InputFile input = inputs.get(uri);
    if (root == null || input == null || input.size() > LARGEST) {
      return FileText.NONE;
    }
    try {
      Path base = realRoot;
      if (base == null) {
        base = root.toRealPath();
        realRoot = base;
      }
      Path file = base.resolve(uri).toRealPath();
      if (!file.startsWith(base) || !Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return FileText.NONE;
      }
      byte[] bytes = Files.readAllBytes(file);
      return sha256(bytes).equals(input.digest().toLowerCase(Locale.ROOT))
          ? FileText.of(bytes, line -> hidden != null && hidden.contains(uri, line))
          : FileText.NONE;
    } catch (IOException | IllegalArgumentException e) {
      // a frame less is no reason to lose the report
      return FileText.NONE;
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
