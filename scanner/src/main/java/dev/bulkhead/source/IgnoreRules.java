package dev.bulkhead.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.ignore.IgnoreNode.MatchResult;
import org.jspecify.annotations.Nullable;

/** The ignore files of a directory and of those above it, up to where the scan began. */
final class IgnoreRules {
  private static final List<String> NAMES = List.of(".gitignore", ".bulkheadignore");

  private final @Nullable IgnoreRules parent;
  private final Path directory;
  private final @Nullable IgnoreNode rules;

  private IgnoreRules(@Nullable IgnoreRules parent, Path directory, @Nullable IgnoreNode rules) {
    this.parent = parent;
    this.directory = directory;
    this.rules = rules;
  }

  /** The rules that hold in a directory. An ignore file that cannot be read ignores nothing. */
  static IgnoreRules in(Path directory, @Nullable IgnoreRules parent) {
    IgnoreNode rules = null;
    for (String name : NAMES) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file)) {
        rules = rules == null ? new IgnoreNode() : rules;
        try (InputStream in = Files.newInputStream(file)) {
          rules.parse(in);
        } catch (IOException e) {
          return new IgnoreRules(parent, directory, null);
        }
      }
    }
    return rules == null && parent != null ? parent : new IgnoreRules(parent, directory, rules);
  }

  boolean ignores(Path path, boolean isDirectory) {
    if (rules != null) {
      String relative = directory.relativize(path).toString().replace('\\', '/');
      MatchResult result = rules.isIgnored(relative, isDirectory);
      if (result == MatchResult.IGNORED || result == MatchResult.NOT_IGNORED) {
        return result == MatchResult.IGNORED;
      }
    }
    return parent != null && parent.ignores(path, isDirectory);
  }
}
