package dev.bulkhead.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.model.Gap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWalkTest {
  private static final String OBJECT = "apiVersion: v1\nkind: Namespace\n";

  @TempDir Path directory;

  private final List<Gap> gaps = new ArrayList<>();

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private List<String> found(String... inputs) {
    var paths = new ArrayList<Path>();
    for (String input : inputs) {
      paths.add(directory.resolve(input));
    }
    return new FileWalk(directory, Limits.STANDARD, gaps::add)
        .files(paths).stream().map(f -> Uris.of(directory, f.path())).toList();
  }

  @Test
  void namesThatSayLittleAreToldByTheBeginning() throws IOException {
    write("deploy.txt", OBJECT);
    write("manifest", OBJECT);
    write("all.yaml.j2", OBJECT);
    write("odoo.conf.tpl", "[options]\n");
    write("build", "FROM debian\n");
    write("notes.txt", "local words are no pg_hba lines\n");
    write("LICENSE", "words\n");
    write("policy.json.tpl", "{\"Version\": \"2012-10-17\"}\n");
    write("Dockerfile.md", "FROM\n");
    write("Dockerfile.dockerignore", "x\n");
    write("Dockerfile.prod", "FROM debian\n");
    write("pg_hba.sql", "select 1\n");

    assertThat(found("."))
        .containsExactly(
            "Dockerfile.prod", "all.yaml.j2", "build", "deploy.txt", "manifest", "odoo.conf.tpl");
  }

  @Test
  void aFileGivenTwiceIsReadOnce() throws IOException {
    write("a/x.yaml", "");

    assertThat(found("a/x.yaml", "a", "a/../a/x.yaml")).containsExactly("a/x.yaml");
  }

  @Test
  void ignoreFilesAboveTheScannedDirectoryHold() throws IOException {
    write(".git/info/exclude", "excluded.yaml\n");
    write(".gitignore", "*.gen.yaml\n/build/\n");
    write("apps/.gitignore", "!keep.gen.yaml\n");
    write("apps/x.gen.yaml", "");
    write("apps/keep.gen.yaml", "");
    write("apps/excluded.yaml", "");
    write("apps/y.yaml", "");
    write("build/z.yaml", "");

    assertThat(found("apps")).containsExactly("apps/keep.gen.yaml", "apps/y.yaml");
    assertThat(found("build")).as("asked for by name").containsExactly("build/z.yaml");
    assertThat(found(".")).doesNotContain("build/z.yaml");
  }

  @Test
  void aLinkedWorkTreeKnowsItsRepositorysExclusions() throws IOException {
    write("repo/.git/info/exclude", "excluded.yaml\n");
    write("repo/.git/worktrees/w/commondir", "../..\n");
    write("w/.git", "gitdir: ../repo/.git/worktrees/w\n");
    write("w/excluded.yaml", "");
    write("w/x.yaml", "");

    assertThat(found("w")).containsExactly("w/x.yaml");
  }

  @Test
  void linksAreFollowedInsideTheTreeOnly() throws IOException {
    write("tree/real/x.yaml", "");
    write("outside/secret.yaml", "");
    Files.createSymbolicLink(directory.resolve("tree/a"), Path.of("real"));
    Files.createSymbolicLink(directory.resolve("tree/loop"), Path.of("."));
    Files.createSymbolicLink(directory.resolve("tree/out"), Path.of("../outside"));
    Files.createSymbolicLink(directory.resolve("tree/out.yaml"), Path.of("../outside/secret.yaml"));
    Files.createSymbolicLink(directory.resolve("tree/gone.yaml"), Path.of("nowhere"));
    Files.createSymbolicLink(directory.resolve("tree/self.yaml"), Path.of("self.yaml"));

    List<String> found =
        new FileWalk(directory.resolve("tree"), Limits.STANDARD, gaps::add)
            .files(List.of(directory.resolve("tree"))).stream()
                .map(f -> Uris.of(directory, f.path()))
                .toList();

    assertThat(found).containsExactly("tree/real/x.yaml");
    assertThat(gaps)
        .extracting(g -> g.code() + " " + g.uri())
        .containsExactly(
            "broken-link gone.yaml",
            "link-outside out",
            "link-outside out.yaml",
            "broken-link self.yaml");
    assertThat(gaps.getLast().message()).endsWith("the links form a loop");
  }
}
