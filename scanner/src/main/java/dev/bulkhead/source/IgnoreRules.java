package dev.bulkhead.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.ignore.IgnoreNode.MatchResult;
import org.jspecify.annotations.Nullable;

/**
 * The ignore files that hold in a directory: its own, those of the directories above it up to the
 * Git work tree's root, and the repository's {@code info/exclude}.
 */
final class IgnoreRules {
  private static final List<String> NAMES = List.of(".gitignore", ".bulkheadignore");

  private final @Nullable IgnoreRules parent;
  private final Path directory;
  private final IgnoreNode rules;

  private IgnoreRules(@Nullable IgnoreRules parent, Path directory, IgnoreNode rules) {
    this.parent = parent;
    this.directory = directory;
    this.rules = rules;
  }

  /** The rules that hold in a directory below one whose rules are known. */
  static @Nullable IgnoreRules in(Path directory, @Nullable IgnoreRules parent) {
    return with(directory, NAMES.stream().map(directory::resolve).toList(), parent);
  }

  private static @Nullable IgnoreRules with(
      Path directory, List<Path> files, @Nullable IgnoreRules parent) {
    IgnoreNode rules = null;
    for (Path file : files) {
      if (Files.isRegularFile(file)) {
        rules = rules == null ? new IgnoreNode() : rules;
        try (InputStream in = Files.newInputStream(file)) {
          rules.parse(in);
        } catch (IOException e) {
          // an ignore file that cannot be read ignores nothing
          return parent;
        }
      }
    }
    return rules == null ? parent : new IgnoreRules(parent, directory, rules);
  }

  /**
   * The rules from above a directory where a scan begins. A directory that they would ignore was
   * asked for all the same, so they do not hold in it.
   */
  static @Nullable IgnoreRules above(Path start) {
    Path root = start;
    while (root != null && !Files.exists(root.resolve(".git"))) {
      root = root.getParent();
    }
    if (root == null) {
      return null;
    }
    IgnoreRules rules = with(root, List.of(exclude(root)), null);
    Path at = root;
    for (Path step : root.relativize(start)) {
      if (at.equals(start)) {
        break;
      }
      rules = in(at, rules);
      at = at.resolve(step);
      if (rules != null && rules.ignores(at, true)) {
        return null;
      }
    }
    return rules;
  }

  /** In a linked work tree {@code .git} is a file that names the repository. */
  private static Path exclude(Path root) {
    Path git = root.resolve(".git");
    try {
      if (Files.isRegularFile(git) && Files.size(git) < 8192) {
        String link = Files.readString(git).strip();
        if (link.startsWith("gitdir:")) {
          git = root.resolve(link.substring("gitdir:".length()).strip());
          Path common = git.resolve("commondir");
          git =
              Files.isRegularFile(common)
                  ? git.resolve(Files.readString(common).strip()).normalize()
                  : git;
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      // without a readable link there is no list of exclusions
      return root.resolve(".git/info/exclude");
    }
    return git.resolve("info/exclude");
  }

  boolean ignores(Path path, boolean isDirectory) {
    String relative = directory.relativize(path).toString().replace('\\', '/');
    MatchResult result = rules.isIgnored(relative, isDirectory);
    if (result == MatchResult.IGNORED || result == MatchResult.NOT_IGNORED) {
      return result == MatchResult.IGNORED;
    }
    return parent != null && parent.ignores(path, isDirectory);
  }
}
