package dev.bulkhead.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Span;
import dev.bulkhead.source.Document;
import dev.bulkhead.source.Limits;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.NodePositions;
import dev.bulkhead.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Overlays as a user scans them; skipped where neither kustomize nor kubectl is installed. */
class KustomizeOverlaysTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        template:
          spec:
            containers:
              - name: web
                image: nginx
      """;
  private static final String SERVICES =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web}
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: web-admin
      """;

  @TempDir Path folder;

  @BeforeEach
  void isInstalled() {
    assumeTrue(KustomizeProgram.find(System.getenv("PATH")) != null, "no kustomize, no kubectl");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private SourceReader.Result read(String directory) {
    var reader = new SourceReader(folder, Limits.STANDARD);
    return new Inputs(reader, folder.resolve(directory), RenderOptions.DEFAULTS)
        .read(List.of(folder.resolve(directory)));
  }

  private static Stream<Document> documents(SourceReader.Result result) {
    return result.files().stream().flatMap(f -> f.documents().stream());
  }

  private static List<String> described(SourceReader.Result result) {
    return documents(result)
        .filter(d -> !value(d, "/kind").isEmpty())
        .map(d ->
            d.collector()
                + " "
                + d.file().uri()
                + " "
                + value(d, "/kind")
                + " "
                + value(d, "/metadata/namespace")
                + "/"
                + value(d, "/metadata/name"))
        .sorted()
        .toList();
  }

  private static String value(Document document, String pointer) {
    Node at = document.root();
    for (String key : pointer.substring(1).split("/", -1)) {
      at = child(at, key);
    }
    return at instanceof Node.Scalar s ? s.text() : "";
  }

  private static @Nullable Node child(@Nullable Node node, String key) {
    return switch (node) {
      case Node.Mapping m -> m.get(key);
      case Node.Sequence s -> s.items().get(Integer.parseInt(key));
      case null, default -> null;
    };
  }

  private static List<String> gaps(SourceReader.Result result) {
    return result.gaps().stream().map(KustomizeOverlaysTest::describe).toList();
  }

  private static String describe(Gap gap) {
    assertThat(gap.incomplete()).as(gap.message()).isTrue();
    Span at = gap.span();
    return gap.code()
        + " "
        + gap.uri()
        + (at == null ? "" : ":" + at.startLine() + ":" + at.startColumn());
  }

  private void platform() throws IOException {
    write(
        "base/kustomization.yaml",
        "resources: [web.yaml, services.yaml]\nconfigMapGenerator:\n  - name: settings\n    literals: [a=b]\n");
    write("base/web.yaml", DEPLOYMENT);
    write("base/services.yaml", SERVICES);
    for (String stage : List.of("test", "prod")) {
      write(
          stage + "/kustomization.yaml",
          "namePrefix: "
              + stage
              + "-\nnamespace: "
              + stage
              + "\nresources: [../base]\npatches: [{path: more.yaml}]\nimages: [{name: nginx, newTag: \"1.27\"}]\n");
      write(
          stage + "/more.yaml",
          "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 3}\n");
    }
    write("loose.yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: loose}\n");
  }

  @Test
  void whatIsJudgedIsWhatIsAppliedAndStandsWhereItWasWritten() throws IOException {
    platform();

    SourceReader.Result result = read("");

    assertThat(gaps(result)).isEmpty();
    assertThat(described(result))
        .containsExactly(
            "file loose.yaml Namespace /loose",
            "kustomize base/kustomization.yaml ConfigMap prod/prod-settings-4h2mbtbbt6",
            "kustomize base/kustomization.yaml ConfigMap test/test-settings-4h2mbtbbt6",
            "kustomize base/services.yaml Service prod/prod-web",
            "kustomize base/services.yaml Service prod/prod-web-admin",
            "kustomize base/services.yaml Service test/test-web",
            "kustomize base/services.yaml Service test/test-web-admin",
            "kustomize base/web.yaml Deployment prod/prod-web",
            "kustomize base/web.yaml Deployment test/test-web");
    Document web =
        documents(result)
            .filter(d ->
                value(d, "/metadata/name").equals("prod-web")
                    && value(d, "/kind").equals("Deployment"))
            .findFirst()
            .orElseThrow();
    assertThat(value(web, "/spec/template/spec/containers/0/image")).isEqualTo("nginx:1.27");
    assertThat(value(web, "/spec/replicas")).isEqualTo("3");
    assertThat(web.via()).isEqualTo("overlay prod");
    assertThat(child(child(web.root(), "metadata"), "annotations")).as("marks of ours").isNull();
    assertThat(line(web, "/spec/template/spec/containers/0/image")).isEqualTo(10);
    assertThat(line(web, "/spec/replicas")).as("the patch's field, at its parent").isEqualTo(5);
    Document admin =
        documents(result)
            .filter(d -> value(d, "/metadata/name").equals("prod-web-admin"))
            .findFirst()
            .orElseThrow();
    assertThat(line(admin, "/metadata/name")).isEqualTo(8);
    Document settings =
        documents(result)
            .filter(d -> value(d, "/kind").equals("ConfigMap"))
            .findFirst()
            .orElseThrow();
    assertThat(line(settings, "/data/a")).isEqualTo(3);
  }

  private static int line(Document document, String pointer) {
    return new NodePositions(document.root()).locate(pointer).span().startLine();
  }

  @Test
  void aBrokenOverlayNeverScansGreenAndSpoilsNoOther() throws IOException {
    platform();
    write("gone/kustomization.yaml", "resources:\n  - nowhere.yaml\n");
    write(
        "remote/kustomization.yaml", "resources:\n  - web.yaml\n  - https://example.com/a.yaml\n");
    write("remote/web.yaml", DEPLOYMENT);
    write("git/kustomization.yaml", "resources: [\"github.com/a/b?ref=main\"]\n");
    write("helm/kustomization.yaml", "helmCharts: [{name: a}]\n");
    write("patch/kustomization.yaml", "resources: [web.yaml]\npatches: [{path: p.yaml}]\n");
    write("patch/web.yaml", DEPLOYMENT);
    write("patch/p.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: nobody}\n");
    write(
        "flux/kustomization.yaml",
        "apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a}\n");
    write("loop/kustomization.yaml", "resources: [../ring]\n");
    write("ring/kustomization.yaml", "resources: [../loop]\n");

    SourceReader.Result result = read("");

    assertThat(gaps(result))
        .containsExactlyInAnyOrder(
            "kustomize-build gone/kustomization.yaml:2:5",
            "kustomize-remote remote/kustomization.yaml:3:5",
            "kustomize-remote git/kustomization.yaml:1:13",
            "kustomize-helm helm/kustomization.yaml:1:1",
            "kustomize-build patch/kustomization.yaml",
            "kustomize-build ring/kustomization.yaml:1:13");
    assertThat(described(result))
        .as("what the broken ones build on is judged as it is, parts of objects are not")
        .contains(
            "file remote/web.yaml Deployment /web",
            "file patch/web.yaml Deployment /web",
            "kustomize base/web.yaml Deployment prod/prod-web")
        .doesNotContain("file patch/p.yaml Deployment /nobody");
  }

  @Test
  void anOverlayReadsNothingFromOutsideTheTree() throws IOException {
    write("outside/kustomization.yaml", "resources: []\n");
    write("tree/a/kustomization.yaml", "resources: [../../outside]\n");
    write("tree/b/kustomization.yaml", "configMapGenerator: [{name: a, files: [link]}]\n");
    write("secret", "outside");
    Files.createSymbolicLink(folder.resolve("tree/b/link"), Path.of("../../secret"));

    assertThat(gaps(read("tree")))
        .containsExactlyInAnyOrder(
            "kustomize-outside a/kustomization.yaml:1:13", "kustomize-build b/kustomization.yaml");
  }

  @Test
  void whatIsPutIntoAConfigMapIsNoObjectOfItsOwn() throws IOException {
    write(
        "a/kustomization.yaml",
        """
        resources: [web.yaml]
        configMapGenerator:
          - name: jobs
            files: [job.yaml, conf=odoo.conf]
        """);
    write("a/web.yaml", SERVICES);
    write("a/job.yaml", DEPLOYMENT);
    write("a/odoo.conf", "[options]\nlist_db = True\n");

    SourceReader.Result result = read("");

    assertThat(described(result))
        .containsExactly(
            "kustomize a/kustomization.yaml ConfigMap /jobs-kkmmkk88mc",
            "kustomize a/web.yaml Service /web",
            "kustomize a/web.yaml Service /web-admin");
    assertThat(documents(result)).extracting(d -> d.file().uri()).contains("a/odoo.conf");
    assertThat(result.files().stream().flatMap(f -> f.gaps().stream()))
        .extracting(g -> g.code() + " " + g.uri() + " " + g.incomplete())
        .containsExactly("kustomize-content a/job.yaml false");
  }

  @Test
  void withoutTheProgramTheFilesAreJudgedAsTheyAreAndThatIsSaid() throws IOException {
    platform();
    var reader = new SourceReader(folder, Limits.STANDARD);
    Overlays overlays = Overlays.among(reader.find(List.of(folder)).files());

    var kustomize = new KustomizeOverlays(folder, overlays, KustomizeProgram.find("/nowhere"));

    assertThat(kustomize.render().gaps())
        .extracting(g -> g.code() + " " + g.incomplete())
        .containsExactly("kustomize-not-rendered true");
    assertThat(kustomize.consumed())
        .as("parts of objects only")
        .containsExactlyInAnyOrder(
            folder.resolve("prod/more.yaml"), folder.resolve("test/more.yaml"));
  }
}
