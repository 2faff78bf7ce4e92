package dev.bulkhead.source;

import dev.bulkhead.model.Revision;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which commit is checked out, from the files of {@code .git} alone (gitrepository-layout
 * in Git's manual): no program is started, no configuration of the user is read. What cannot be
 * found out is absent; a scan needs none of it.
 */
public final class GitCheckout {
  /** Larger files there are none of ours to read. */
  private static final long LARGEST = 4L << 20;

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  /** Git itself follows no longer chain of symbolic references. */
  private static final int MOST_LINKS = 5;

  private static final String BRANCHES = "refs/heads/";

  private final Path directory;
  private final Path common;

  private GitCheckout(Path directory, Path common) {
    this.directory = directory;
    this.common = common;
  }

  /** The revision of the work tree with this root; null where it is none, or has no commit yet. */
  public static @Nullable Revision at(Path root) {
    try {
      Path directory = directory(root.resolve(".git"));
      return directory == null ? null : new GitCheckout(directory, common(directory)).revision();
    } catch (IOException | InvalidPathException e) {
      return null;
    }
  }

  /** The directory itself, or the one that a linked work tree's or submodule's file names. */
  private static @Nullable Path directory(Path git) throws IOException {
    if (Files.isDirectory(git)) {
      return git;
    }
    String text = text(git);
    return text != null && text.startsWith("gitdir: ")
        ? git.resolveSibling(text.substring("gitdir: ".length()))
        : null;
  }

  private static Path common(Path directory) throws IOException {
    String text = text(directory.resolve("commondir"));
    return text == null ? directory : directory.resolve(text);
  }

  private @Nullable Revision revision() throws IOException {
    String head = text(directory.resolve("HEAD"));
    String reference = null;
    for (int i = 0; i < MOST_LINKS && head != null && head.startsWith("ref: "); i++) {
      reference = head.substring("ref: ".length()).strip();
      head = resolve(reference);
    }
    if (head == null || !COMMIT.matcher(head).matches()) {
      return null;
    }
    String branch =
        reference != null && reference.startsWith(BRANCHES)
            ? reference.substring(BRANCHES.length())
            : null;
    return new Revision(head, branch, repository());
  }

  private @Nullable String resolve(String reference) throws IOException {
    if (!reference.startsWith("refs/") || reference.contains("..")) {
      return null;
    }
    for (Path place : new Path[] {directory, common}) {
      String loose = text(place.resolve(reference));
      if (loose != null) {
        return loose;
      }
    }
    Path packed = common.resolve("packed-refs");
    if (!Files.isRegularFile(packed)) {
      return null;
    }
    try (BufferedReader lines = Files.newBufferedReader(packed, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int blank = line.indexOf(' ');
        if (blank > 0 && line.substring(blank + 1).equals(reference)) {
          return line.substring(0, blank);
        }
      }
    }
    return null;
  }

  private @Nullable String repository() throws IOException {
    String text = text(common.resolve("config"));
    if (text == null) {
      return null;
    }
    var config = new Config();
    try {
      config.fromText(text);
    } catch (ConfigInvalidException | IllegalArgumentException e) {
      return null;
    }
    String url = config.getString("remote", "origin", "url");
    return url == null ? null : published(url.strip());
  }

  /**
   * A remote as a URI that may be shown: no user, password or query, which can be tokens; no paths
   * of this machine. The short form {@code git@host:path} is SSH (git-clone, "GIT URLS").
   */
  static @Nullable String published(String url) {
    int scheme = url.indexOf("://");
    String name = scheme < 0 ? "ssh" : url.substring(0, scheme);
    if (!name.equals("https")
        && !name.equals("http")
        && !name.equals("ssh")
        && !name.equals("git")) {
      return null;
    }
    String rest = scheme < 0 ? shortForm(url) : url.substring(scheme + 3);
    if (rest == null) {
      return null;
    }
    int end = 0;
    while (end < rest.length() && "?#".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    rest = rest.substring(0, end);
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    host = host.substring(host.lastIndexOf('@') + 1);
    String path = slash < 0 ? "" : rest.substring(slash);
    boolean plain =
        (host + path).chars().allMatch(c -> c > 0x20 && c < 0x7f && "\"<>\\^`{|}@".indexOf(c) < 0);
    return host.isEmpty() || !plain ? null : name + "://" + host + path;
  }

  private static @Nullable String shortForm(String url) {
    int colon = url.indexOf(':');
    int slash = url.indexOf('/');
    return colon <= 0 || (slash >= 0 && slash < colon) || url.length() == colon + 1
        ? null
        : url.substring(0, colon) + "/" + url.substring(colon + 1).replaceFirst("^/+", "");
  }

  /** The text of a small file without its last line break; null where there is no such file. */
  private static @Nullable String text(Path file) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) <= LARGEST
        ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).stripTrailing()
        : null;
  }
}
