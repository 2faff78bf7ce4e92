package dev.bulkhead.render;

import dev.bulkhead.render.ChartFile.Dependency;
import dev.bulkhead.source.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a chart to render: regular files only, links only where they lead to a place inside the
 * scanned tree, charts of {@code file://} dependencies where Helm looks for them, archives
 * unpacked, and without the dependencies that are not there.
 */
final class ChartStage {
  private static final long LARGEST = 64L << 20;
  private static final int MOST_FILES = 10_000;
  private static final int DEEPEST = 5;

  private final Path tree;
  private final RenderOptions options;
  private final List<Missing> missing = new ArrayList<>();
  private final List<Path> withoutSchema = new ArrayList<>();

  /** By the path of a copied chart in the stage, where it lies in the tree. */
  private final Map<Path, Path> origins = new HashMap<>();

  private final Map<String, String> aliases = new HashMap<>();
  private long bytes;
  private int files;

  /** A dependency that is not in the tree. */
  record Missing(Path chart, ChartFile file, Dependency dependency) {}

  /** A chart that cannot be copied. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  /**
   * @param tree the real path of the directory that charts may be copied from
   */
  ChartStage(Path tree, RenderOptions options) {
    this.tree = tree;
    this.options = options;
  }

  List<Missing> missing() {
    return missing;
  }

  /** Schemas of values that were left out. */
  List<Path> withoutSchema() {
    return withoutSchema;
  }

  /** Copies a chart. */
  void copy(Path chart, ChartFile file, Path target) throws IOException {
    copy(chart, file, target, 0);
  }

  private void copy(Path chart, ChartFile file, Path target, int depth) throws IOException {
    origins.put(target, chart);
    copyFiles(chart, target);
    unpack(target.resolve("charts"), 0);
    for (Path schema : ForeignSchemas.remove(target)) {
      withoutSchema.add(chart.resolve(target.relativize(schema).toString()));
    }
    var absent = new HashSet<Dependency>();
    Set<String> present = present(target.resolve("charts"));
    for (Dependency dependency : file.dependencies()) {
      aliases.put(dependency.alias(), dependency.name());
      if (!present.contains(dependency.name()) && !link(chart, dependency, target, depth)) {
        absent.add(dependency);
        if (Conditions.of(chart, options).wants(dependency.declaration())) {
          missing.add(new Missing(chart, file, dependency));
        }
      }
    }
    Files.deleteIfExists(target.resolve("Chart.lock"));
    Files.deleteIfExists(target.resolve("requirements.lock"));
    if (!absent.isEmpty()) {
      withoutDependencies(target.resolve(file.dependencyFile()), absent);
    }
  }

  private void unpack(Path charts, int depth) throws IOException {
    if (!Files.isDirectory(charts) || depth == DEEPEST) {
      return;
    }
    for (Path child : children(charts)) {
      String name = String.valueOf(child.getFileName());
      if (Files.isDirectory(child)) {
        unpack(child.resolve("charts"), depth + 1);
      } else if (name.endsWith(".tgz")) {
        try {
          ChartArchive.unpack(child, charts, this::spend);
          Files.delete(child);
          unpack(charts.resolve(archived(name)).resolve("charts"), depth + 1);
        } catch (Refused e) {
          throw e;
        } catch (IOException | ArithmeticException | InvalidPathException e) {
          // it stays, and Helm says what is wrong with it
        }
      }
    }
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    }
  }

  /** The charts in {@code charts/}: by directory, and by archive without its version. */
  private static Set<String> present(Path charts) throws IOException {
    var out = new HashSet<String>();
    if (!Files.isDirectory(charts)) {
      return out;
    }
    for (Path child : children(charts)) {
      String name = String.valueOf(child.getFileName());
      if (Files.isDirectory(child)) {
        ChartFile inner =
            Files.isRegularFile(child.resolve(ChartFile.NAME)) ? ChartFile.read(child) : null;
        out.add(inner == null ? name : inner.name());
      } else if (name.endsWith(".tgz")) {
        out.add(archived(name));
      }
    }
    return out;
  }

  /** {@code postgresql-ha} of {@code postgresql-ha-14.2.3.tgz}: the version begins with a digit. */
  static String archived(String file) {
    int dash = -1;
    for (int i = 0; i + 1 < file.length(); i++) {
      if (file.charAt(i) == '-' && Character.isDigit(file.charAt(i + 1))) {
        dash = i;
        break;
      }
    }
    return dash < 0 ? file : file.substring(0, dash);
  }

  /** Copies a {@code file://} dependency from its own place in the tree. */
  private boolean link(Path chart, Dependency dependency, Path target, int depth)
      throws IOException {
    if (!dependency.repository().startsWith("file://") || depth == DEEPEST) {
      return false;
    }
    Path source = chart.resolve(dependency.repository().substring("file://".length())).normalize();
    if (!Files.isRegularFile(source.resolve(ChartFile.NAME))
        || !source.toRealPath().startsWith(tree)) {
      return false;
    }
    ChartFile file = ChartFile.read(source);
    if (file == null || !file.name().equals(dependency.name())) {
      return false;
    }
    copy(source, file, target.resolve("charts").resolve(dependency.name()), depth + 1);
    return true;
  }

  private void copyFiles(Path source, Path target) throws IOException {
    Files.createDirectories(target);
    Files.walkFileTree(
        source,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            if (String.valueOf(directory.getFileName()).equals(".git")) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(target.resolve(source.relativize(directory).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (isInside(file, attributes)) {
              copyFile(file, target.resolve(source.relativize(file).toString()));
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private boolean isInside(Path file, BasicFileAttributes attributes) throws IOException {
    return attributes.isRegularFile()
        || (attributes.isSymbolicLink()
            && Files.isRegularFile(file)
            && file.toRealPath().startsWith(tree));
  }

  private void copyFile(Path file, Path target) throws IOException {
    spend(Files.size(file));
    Files.write(target, StagedText.of(Files.readAllBytes(file)));
  }

  private void spend(long size) throws IOException {
    bytes += size;
    if (bytes > LARGEST || ++files > MOST_FILES) {
      throw new Refused(
          "the chart has more than %d MiB or %,d files".formatted(LARGEST >> 20, MOST_FILES));
    }
  }

  /** Writes the file anew as JSON, which is YAML too. */
  private static void withoutDependencies(Path file, Set<Dependency> absent) throws IOException {
    Node root = ChartFile.document(file);
    if (root instanceof Node.Mapping m) {
      Set<Node> gone = new HashSet<>();
      absent.forEach(d -> gone.add(d.declaration()));
      Files.writeString(file, JsonText.of(without(m, gone)));
    }
  }

  private static Node without(Node.Mapping file, Set<Node> gone) {
    var entries = new ArrayList<Node.Entry>();
    for (Node.Entry entry : file.entries()) {
      boolean list = entry.key().text().equals("dependencies");
      entries.add(
          list && entry.value() instanceof Node.Sequence s
              ? new Node.Entry(
                  entry.key(),
                  new Node.Sequence(
                      s.span(), s.items().stream().filter(i -> !gone.contains(i)).toList()))
              : entry);
    }
    return new Node.Mapping(file.span(), entries);
  }

  /** The charts that were copied, by where they lie in the tree. */
  Collection<Path> origins() {
    return origins.values();
  }

  /**
   * The copy of a template that Helm names by its chart, {@code shop/charts/db/templates/a.yaml},
   * where a dependency has its alias.
   */
  Path template(Path target, String name) {
    Path at = target;
    boolean chart = false;
    for (String step : name.substring(name.indexOf('/') + 1).split("/", -1)) {
      String real =
          chart && !Files.exists(at.resolve(step)) ? aliases.getOrDefault(step, step) : step;
      at = at.resolve(real);
      chart = step.equals("charts");
    }
    return at;
  }

  /** The archive that holds a template; the chart's own file where there is none. */
  Path archive(Path target, String name) throws IOException {
    Path chart = origins.getOrDefault(target, target);
    String[] steps = name.split("/", -1);
    Path at = chart;
    for (int i = 1; i + 1 < steps.length && steps[i].equals("charts"); i += 2) {
      String wanted = aliases.getOrDefault(steps[i + 1], steps[i + 1]);
      Path charts = at.resolve("charts");
      Path archive = null;
      for (Path child : Files.isDirectory(charts) ? children(charts) : List.<Path>of()) {
        archive = archived(String.valueOf(child.getFileName())).equals(wanted) ? child : archive;
      }
      if (archive == null) {
        break;
      }
      if (Files.isRegularFile(archive)) {
        return archive;
      }
      at = archive;
    }
    return chart.resolve(ChartFile.NAME);
  }

  /** Where a file of the stage lies in the tree; null where it came out of an archive. */
  @Nullable Path origin(Path staged) {
    for (Path at = staged.getParent(); at != null; at = at.getParent()) {
      Path chart = origins.get(at);
      if (chart != null) {
        Path file = chart.resolve(at.relativize(staged).toString());
        return Files.isRegularFile(file) ? file : null;
      }
    }
    return null;
  }
}
