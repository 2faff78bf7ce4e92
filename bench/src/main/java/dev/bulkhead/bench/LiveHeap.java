package dev.bulkhead.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lived on a heap after a full collection, as {@code jcmd PID GC.class_histogram} counts it at
 * one moment, while no request runs: other than the fill of the heap a little later, it has nothing
 * of what requests leave behind.
 *
 * @param bytes of all objects
 * @param byClass bytes of the objects of each class
 */
record LiveHeap(long bytes, Map<String, Long> byClass) {
  private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+\\d+\\s+(\\d+)\\s+(\\S+).*");
  private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");

  /**
   * Reads a histogram.
   *
   * @throws IllegalArgumentException where it is none, as from a process that ends
   */
  static LiveHeap read(String histogram) {
    var byClass = new HashMap<String, Long>();
    for (String line : histogram.lines().toList()) {
      Matcher one = LINE.matcher(line);
      Matcher total = TOTAL.matcher(line);
      if (one.matches()) {
        byClass.merge(one.group(2), Long.parseLong(one.group(1)), Long::sum);
      } else if (total.matches()) {
        return new LiveHeap(Long.parseLong(total.group(1)), byClass);
      }
    }
    throw new IllegalArgumentException("no histogram of a heap: " + histogram);
  }

  double mebibytes() {
    return bytes / (1024.0 * 1024);
  }

  /** The classes that grew most since an earlier look, worst first. */
  List<String> grownSince(LiveHeap earlier, int most) {
    var grown = new ArrayList<Map.Entry<String, Long>>();
    byClass.forEach((name, now) -> {
      long more = now - earlier.byClass.getOrDefault(name, 0L);
      if (more > 0) {
        grown.add(Map.entry(name, more));
      }
    });
    return grown.stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(most)
        .map(e -> "%s +%d KiB".formatted(e.getKey(), e.getValue() / 1024))
        .toList();
  }
}
