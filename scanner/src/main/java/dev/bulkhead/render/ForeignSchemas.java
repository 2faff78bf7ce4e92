package dev.bulkhead.render;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Schemas of values that refer to other documents, which Helm would fetch from the network or read
 * from the disk.
 */
final class ForeignSchemas {
  private ForeignSchemas() {}

  /** Deletes them in a copy of a chart, and names them. */
  static List<Path> remove(Path chart) throws IOException {
    var out = new ArrayList<Path>();
    try (Stream<Path> files = Files.walk(chart)) {
      for (Path file : files.filter(f -> f.endsWith("values.schema.json")).toList()) {
        if (isForeign(Files.readString(file, StandardCharsets.ISO_8859_1))) {
          Files.delete(file);
          out.add(file);
        }
      }
    }
    return out;
  }

  private static boolean isForeign(String schema) {
    String key = "ref\"";
    for (int at = schema.indexOf(key); at >= 0; at = schema.indexOf(key, at + 1)) {
      int colon = schema.indexOf(':', at);
      int quote = colon < 0 ? -1 : schema.indexOf('"', colon);
      if (quote >= 0 && !schema.startsWith("#", quote + 1)) {
        return true;
      }
    }
    // escapes could hide the key
    return schema.contains("\\u00");
  }
}
