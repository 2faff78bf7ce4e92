package dev.bulkhead.schema;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** What the Javadoc of records says, read from their sources: classes do not keep comments. */
final class RecordDocs {
  private final Map<String, String> bodies = new HashMap<>();
  private final Map<String, String> components = new HashMap<>();

  private RecordDocs() {}

  /** Reads all sources of a folder. */
  static RecordDocs of(Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    var docs = new RecordDocs();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> sources = Files.list(folder)) {
      List<Path> java = sources.filter(p -> p.toString().endsWith(".java")).sorted().toList();
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(java));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        docs.new Scanner(trees).scan(unit, "");
      }
    }
    return docs;
  }

  /** What a type is, by its name such as {@code Platform.Tier}; null where nothing is said. */
  @Nullable String body(String type) {
    return bodies.get(type);
  }

  /** What a component is; null where nothing is said. */
  @Nullable String component(String type, String name) {
    return components.get(type + "#" + name);
  }

  private final class Scanner extends TreePathScanner<@Nullable Void, String> {
    private final DocTrees trees;

    Scanner(DocTrees trees) {
      this.trees = trees;
    }

    @Override
    public @Nullable Void visitClass(ClassTree node, String outer) {
      String name =
          outer.isEmpty() ? node.getSimpleName().toString() : outer + "." + node.getSimpleName();
      DocCommentTree doc = trees.getDocCommentTree(getCurrentPath());
      if (doc != null) {
        put(bodies, name, text(doc.getFullBody()));
        for (DocTree tag : doc.getBlockTags()) {
          if (tag instanceof ParamTree param) {
            put(components, name + "#" + param.getName(), text(param.getDescription()));
          }
        }
      }
      return super.visitClass(node, name);
    }
  }

  private static void put(Map<String, String> to, String key, String text) {
    if (!text.isEmpty()) {
      to.put(key, text);
    }
  }

  private static String text(List<? extends DocTree> parts) {
    return parts.stream()
        .map(RecordDocs::text)
        .collect(Collectors.joining())
        .strip()
        .replaceAll("\\s+", " ");
  }

  private static String text(DocTree part) {
    return switch (part) {
      case TextTree text -> text.getBody();
      case LiteralTree code -> "`" + code.getBody().getBody() + "`";
      case LinkTree link -> link.getReference().getSignature();
      case EntityTree entity -> "&" + entity.getName() + ";";
      default -> "";
    };
  }
}
