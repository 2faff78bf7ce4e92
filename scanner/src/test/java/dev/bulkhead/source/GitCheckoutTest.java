package dev.bulkhead.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.model.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitCheckoutTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path root;

  @Test
  void aBranchIsResolvedByItsFile() throws IOException {
    write(".git/HEAD", "ref: refs/heads/feature/x\n");
    write(".git/refs/heads/feature/x", COMMIT + "\n");
    write(".git/config", "[remote \"origin\"]\n\turl = git@git.example:shop/platform.git\n");
    assertThat(GitCheckout.at(root))
        .isEqualTo(new Revision(COMMIT, "feature/x", "ssh://git.example/shop/platform.git"));
  }

  @Test
  void aBranchIsResolvedByThePackedReferences() throws IOException {
    write(".git/HEAD", "ref: refs/heads/main\n");
    write(
        ".git/packed-refs",
        "# pack-refs with: peeled fully-peeled sorted\n"
            + "f".repeat(40)
            + " refs/heads/main2\n"
            + COMMIT
            + " refs/heads/main\n^"
            + "e".repeat(40)
            + "\n");
    assertThat(GitCheckout.at(root)).isEqualTo(new Revision(COMMIT, "main", null));
  }

  @Test
  void aDetachedHeadHasNoBranch() throws IOException {
    write(".git/HEAD", COMMIT + "\n");
    assertThat(GitCheckout.at(root)).isEqualTo(new Revision(COMMIT, null, null));
  }

  @Test
  void aLinkedWorkTreeReadsItsBranchFromTheCommonDirectory() throws IOException {
    write("main/.git/refs/heads/side", COMMIT + "\n");
    write("main/.git/worktrees/side/HEAD", "ref: refs/heads/side\n");
    write("main/.git/worktrees/side/commondir", "../..\n");
    write("side/.git", "gitdir: ../main/.git/worktrees/side\n");
    assertThat(GitCheckout.at(root.resolve("side"))).isEqualTo(new Revision(COMMIT, "side", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ref: refs/heads/unborn",
        "ref: ../../../../etc/passwd",
        "ref: refs/../../secret",
        "ref: refs/heads/loop",
        "not a commit",
        ""
      })
  void whatNamesNoCommitGivesNone(String head) throws IOException {
    write(".git/HEAD", head);
    write(".git/refs/heads/loop", "ref: refs/heads/loop");
    write("secret", COMMIT);
    assertThat(GitCheckout.at(root)).isNull();
  }

  @Test
  void aFolderThatIsNoWorkTreeGivesNone() {
    assertThat(GitCheckout.at(root)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "https://kim:token@git.example/a/b.git, https://git.example/a/b.git",
    "https://git.example/a/b?token=x#y, https://git.example/a/b",
    "ssh://git@git.example:2222/a/b.git, ssh://git.example:2222/a/b.git",
    "git@git.example:/a/b.git, ssh://git.example/a/b.git",
    "/srv/git/a.git,",
    "../a.git,",
    "file:///srv/git/a.git,",
    "https://kim:tok/en@git.example/a,",
    "https://,",
  })
  void remotesAreShownWithoutCredentialsAndLocalPaths(String url, String shown) {
    assertThat(GitCheckout.published(url)).isEqualTo(shown);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
