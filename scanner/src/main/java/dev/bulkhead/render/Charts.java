package dev.bulkhead.render;

import dev.bulkhead.source.FoundFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The charts among the files that were found, and the files that are theirs alone: templates, and
 * the charts inside a chart, are no input but through rendering.
 */
record Charts(List<Path> roots, List<FoundFile> others) {

  static Charts among(List<FoundFile> files) {
    Set<Path> all = new HashSet<>();
    for (FoundFile file : files) {
      if (String.valueOf(file.path().getFileName()).equals(ChartFile.NAME)) {
        Path parent = file.path().toAbsolutePath().normalize().getParent();
        if (parent != null) {
          all.add(parent);
        }
      }
    }
    if (all.isEmpty()) {
      return new Charts(List.of(), files);
    }
    List<Path> roots = all.stream().filter(chart -> !isPart(chart, all)).sorted().toList();
    var others = new ArrayList<FoundFile>();
    for (FoundFile file : files) {
      if (!isPart(file.path().toAbsolutePath().normalize(), all)) {
        others.add(file);
      }
    }
    return new Charts(roots, others);
  }

  /** Whether a path lies in the templates or among the inner charts of a chart. */
  private static boolean isPart(Path path, Set<Path> charts) {
    Path below = path;
    for (Path at = path.getParent(); at != null; at = at.getParent()) {
      String name = String.valueOf(below.getFileName());
      if ((name.equals("templates") || name.equals("charts")) && charts.contains(at)) {
        return true;
      }
      below = at;
    }
    return false;
  }
}
