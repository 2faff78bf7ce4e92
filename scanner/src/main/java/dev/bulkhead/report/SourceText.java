package dev.bulkhead.report;

import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.source.Decoded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final Map<String, InputFile> inputs = new HashMap<>();
  private final @Nullable HiddenLines hidden;
  private final Map<String, Text> texts =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Text> eldest) {
          return size() > KEPT_FILES;
        }
      };

  /** {@code widths} are those of the lines as they are in the file. */
  private record Text(List<String> lines, List<Integer> widths, List<String> hashes) {
    static final Text NONE = new Text(List.of(), List.of(), List.of());
  }

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
    return text(uri).lines.size();
  }

  /** A line, counted from 1, with secret values hidden. */
  String line(String uri, int number) {
    return text(uri).lines.get(number - 1);
  }

  /** How many UTF-16 code units a line has in the file. */
  int width(String uri, int number) {
    return text(uri).widths.get(number - 1);
  }

  /** GitHub's hash of a line; null where the file cannot be read. */
  @Nullable String hash(String uri, int number) {
    List<String> hashes = text(uri).hashes;
    return number <= hashes.size() ? hashes.get(number - 1) : null;
  }

  private Text text(String uri) {
    Text known = texts.get(uri);
    if (known == null) {
      known = read(uri);
      texts.put(uri, known);
    }
    return known;
  }

  private Text read(String uri) {
    InputFile input = inputs.get(uri);
    if (root == null || input == null || input.size() > LARGEST) {
      return Text.NONE;
    }
    try {
      Path base = root.toRealPath();
      Path file = base.resolve(uri).toRealPath();
      if (!file.startsWith(base) || !Files.isRegularFile(file) || Files.size(file) > LARGEST) {
        return Text.NONE;
      }
      byte[] bytes = Files.readAllBytes(file);
      return sha256(bytes).equals(input.digest().toLowerCase(Locale.ROOT))
          ? text(uri, bytes)
          : Text.NONE;
    } catch (IOException | IllegalArgumentException e) {
      // a frame less is no reason to lose the report
      return Text.NONE;
    }
  }

  private Text text(String uri, byte[] bytes) {
    Decoded decoded = Decoded.of(bytes);
    if (decoded == null) {
      return Text.NONE;
    }
    String[] lines = decoded.text().split("\r\n|\r|\n", -1);
    List<Integer> widths = java.util.Arrays.stream(lines).map(String::length).toList();
    return new Text(masked(uri, lines), widths, hashes(bytes));
  }

  /** GitHub decodes as UTF-8 whatever the file is, and keeps a byte order mark. */
  private static List<String> hashes(byte[] bytes) {
    return LineHash.ofLines(new String(bytes, StandardCharsets.UTF_8));
  }

  private List<String> masked(String uri, String[] lines) {
    List<String> shown = new ArrayList<>();
    String name = null;
    boolean inKey = false;
    for (String line : lines) {
      boolean begins = line.contains("-----BEGIN ") && line.contains("PRIVATE KEY");
      boolean hide = hidden != null && hidden.contains(uri, shown.size() + 1);
      if (inKey || begins || hide) {
        shown.add(LineMask.hideValue(line));
      } else {
        shown.add(LineMask.hide(line, name));
      }
      inKey = (inKey || begins) && !line.contains("-----END ");
      String named = LineMask.nameIn(line);
      name = named != null ? named : line.isBlank() ? name : null;
    }
    return shown;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
