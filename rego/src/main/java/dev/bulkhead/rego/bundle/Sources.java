package dev.bulkhead.rego.bundle;

import dev.bulkhead.rego.RegoError;
import dev.bulkhead.rego.RegoException;
import dev.bulkhead.rego.syntax.Module;
import dev.bulkhead.rego.value.ObjectValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Modules and data from wherever they were read; immutable. */
public record Sources(List<Module> modules, ObjectValue data) {
  public static final Sources NONE = new Sources(List.of(), ObjectValue.EMPTY);

  public Sources {
    modules = List.copyOf(modules);
  }

  /**
   * Reads files, directories and bundle archives as OPA's {@code --data} does: of a directory every
   * {@code .rego}, {@code .json}, {@code .yaml} and {@code .yml} file; folders below it say where
   * documents belong in {@code data}. A file ending in {@code .tar.gz} is a bundle.
   *
   * @throws BundleException where a document cannot be read or two contradict each other
   * @throws RegoException where modules do not parse, with all errors
   */
  public static Sources read(List<Path> paths, Limits limits) throws IOException {
    var loading = new Loading(limits);
    for (Path path : paths) {
      loading.path(path);
    }
    return loading.sources();
  }

  /**
   * Reads bundles, archives or directories, together.
   *
   * @param verification the keys against which signatures are checked; null where they are not
   */
  public static Sources bundles(
      List<Path> paths, Limits limits, @Nullable Verification verification) throws IOException {
    var loading = new Loading(limits);
    for (Path path : paths) {
      loading.bundle(path, verification);
    }
    return loading.sources();
  }

  /** These and others together. */
  public Sources and(Sources others) throws BundleException {
    var all = new ArrayList<>(modules);
    all.addAll(others.modules);
    var tree = new DocumentTree();
    tree.add("the first data", List.of(), data);
    tree.add("the second data", List.of(), others.data);
    return new Sources(all, tree.value());
  }

  /** Collects what paths lead to. */
  private static final class Loading {
    private final Limits limits;
    private final FileReads reads;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final List<Module> modules = new ArrayList<>();
    private final List<RegoError> errors = new ArrayList<>();
    private final DocumentTree data = new DocumentTree();

    Loading(Limits limits) {
      this.limits = limits;
      this.reads = new FileReads(limits);
    }

    void path(Path path) throws IOException {
      if (!Files.exists(path)) {
        throw new NoSuchFileException(path.toString());
      }
      if (Files.isDirectory(path)) {
        Map<String, byte[]> files =
            Directory.read(path, reads, f -> f.endsWith(".rego") || DocumentTree.isDocument(f));
        for (Map.Entry<String, byte[]> e : files.entrySet()) {
          List<String> parts = List.of(e.getKey().split("/"));
          String shown = path.resolve(e.getKey()).normalize().toString();
          add(shown, parts.subList(0, parts.size() - 1), e.getValue());
        }
      } else if (path.toString().endsWith(".tar.gz")) {
        bundle(path, null);
      } else {
        try (InputStream in = Files.newInputStream(path)) {
          add(path.toString(), List.of(), reads.read(path.toString(), in));
        }
      }
    }

    private void add(String file, List<String> folders, byte[] content) throws BundleException {
      if (file.endsWith(".rego")) {
        texts.put(file, DocumentTree.text(file, content));
      } else if (DocumentTree.isDocument(file)) {
        data.add(file, folders, DocumentTree.parse(file, content));
      } else {
        throw new BundleException(
            file
                + ": neither a policy (.rego) nor a document (.json, .yaml, .yml) nor a bundle (.tar.gz)");
      }
    }

    void bundle(Path path, @Nullable Verification verification) throws IOException {
      try {
        Bundle bundle = Bundle.read(path, limits, verification);
        modules.addAll(bundle.modules());
        data.add(path.toString(), List.of(), bundle.data());
      } catch (RegoException e) {
        errors.addAll(e.errors());
      }
    }

    Sources sources() {
      try {
        modules.addAll(BundleReader.parse(texts));
      } catch (RegoException e) {
        errors.addAll(e.errors());
      }
      if (!errors.isEmpty()) {
        throw new RegoException(errors);
      }
      return new Sources(modules, data.value());
    }
  }
}
