package dev.bulkhead.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.model.Gap;
import dev.bulkhead.model.Positions.Place;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts as a user scans them. Each scan starts Helm once, however many charts it has. */
class HelmChartsTest {
  private static final String CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ";

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void chart(String name, String more) throws IOException {
    write(
        name + "/Chart.yaml",
        "apiVersion: v2\nname: " + Path.of(name).getFileName() + "\nversion: 0.1.0\n" + more);
  }

  private SourceReader.Result read(RenderOptions options) {
    var reader = new SourceReader(folder, Limits.STANDARD);
    return new Inputs(reader, folder, options).read(List.of(folder));
  }

  private static List<Document> rendered(SourceReader.Result result) {
    return result.files().stream()
        .flatMap(f -> f.documents().stream())
        .filter(d -> d.collector().equals("helm"))
        .toList();
  }

  private static List<String> documents(SourceReader.Result result) {
    return rendered(result).stream()
        .map(d -> d.file().uri() + " " + value(d, "/kind") + " " + value(d, "/metadata/name"))
        .toList();
  }

  private static @Nullable String value(Document document, String pointer) {
    Node at = document.root();
    for (String key : pointer.substring(1).split("/", -1)) {
      at = at instanceof Node.Mapping m ? m.get(key) : null;
    }
    return at instanceof Node.Scalar s ? s.text() : null;
  }

  private static List<String> gaps(SourceReader.Result result) {
    return result.gaps().stream().map(HelmChartsTest::describe).toList();
  }

  private static String describe(Gap gap) {
    assertThat(gap.incomplete()).as(gap.message()).isTrue();
    Span at = gap.span();
    return gap.code()
        + " "
        + gap.uri()
        + (at == null ? "" : ":" + at.startLine() + ":" + at.startColumn());
  }

  @Test
  void findingsStandInTheTemplate() throws IOException {
    chart("shop", "");
    write(
        "shop/values.yaml",
        "image: nginx:1.27\nresources: {limits: {cpu: 1}}\nextra: [{name: side}]\n");
    write(
        "shop/templates/deploy.yaml",
        """
        {{- if .Values.image }}
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: {{ .Release.Name }}-web
          labels:
            {{- include "shop.labels" . | nindent 4 }}
        spec:
          template:
            spec:
              containers:
                {{- range .Values.extra }}
                - name: {{ .name }}
                  image: busybox
                {{- end }}
                - name: web
                  image: {{ .Values.image | quote }}
                  securityContext:
                    privileged: true
                  resources:
                    {{- toYaml .Values.resources | nindent 12 }}
        {{- end }}
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: web
        spec: {type: LoadBalancer}
        """);
    write("shop/templates/_helpers.tpl", "{{- define \"shop.labels\" -}}\napp: shop\n{{- end }}\n");
    write("shop/templates/NOTES.txt", "{{ .Values.image }}\n");
    write(
        "shop/templates/hook.yaml",
        "apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: migrate\n  annotations:\n    helm.sh/hook: pre-install\n");
    write(
        "shop/templates/tests/t.yaml", CONFIG_MAP + "t\n  annotations: {\"helm.sh/hook\": test}\n");
    write(
        "shop/crds/crd.yaml",
        "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n");

    SourceReader.Result result = read(RenderOptions.DEFAULTS);

    assertThat(gaps(result)).isEmpty();
    assertThat(documents(result))
        .containsExactly(
            "shop/templates/deploy.yaml Service web",
            "shop/templates/deploy.yaml Deployment release-name-web",
            "shop/templates/hook.yaml Job migrate");
    assertThat(result.files())
        .extracting(f -> f.input() == null ? "" : f.input().uri())
        .contains("shop/crds/crd.yaml", "shop/values.yaml");
    Document deployment =
        result.files().stream()
            .flatMap(f -> f.documents().stream())
            .filter(d -> "Deployment".equals(value(d, "/kind")))
            .findFirst()
            .orElseThrow();
    assertThat(deployment.via()).isEqualTo("chart shop, release release-name without --namespace");
    var places = new NodePositions(deployment.root());
    String web = "/spec/template/spec/containers/1";
    assertThat(line(places, "/metadata/name")).isEqualTo(5);
    assertThat(line(places, "/metadata/labels/app")).as("what an include makes").isEqualTo(7);
    assertThat(line(places, "/spec/template/spec/containers/0/image")).isEqualTo(14);
    assertThat(line(places, web + "/image")).isEqualTo(17);
    assertThat(line(places, web + "/resources/limits/cpu")).isEqualTo(21);
    assertThat(places.locate(web + "/securityContext/privileged"))
        .isEqualTo(
            new Place(
                new Span(19, 13, 19, 29),
                new Span(19, 13, 19, 23),
                true,
                web + "/securityContext/privileged"));
    assertThat(places.locate(web + "/securityContext/runAsNonRoot").span())
        .isEqualTo(new Span(18, 11, 19, 29));
  }

  private static int line(NodePositions places, String pointer) {
    return places.locate(pointer).span().startLine();
  }

  @Test
  void aBrokenChartNeverScansGreen() throws IOException {
    for (String name :
        List.of("nil", "syntax", "yaml", "fail", "schema", "helper", "endless", "library")) {
      chart(name, name.equals("library") ? "type: library\n" : "");
      write(name + "/templates/good.yaml", CONFIG_MAP + "good\n");
    }
    write("nil/templates/bad.yaml", CONFIG_MAP + "{{ .Values.a.b }}\n");
    write("syntax/templates/bad.yaml", "a: 1\n{{ if }}\n");
    write("yaml/templates/bad.yaml", "a: b\n  c: d\n");
    write("fail/templates/bad.yaml", "\n{{ fail \"set a password\" }}\n");
    write("schema/values.schema.json", "{\"required\": [\"image\"]}");
    write("helper/templates/_h.tpl", "{{ define \"h\" }}\n\n{{ .Values.x.y }}\n{{ end }}\n");
    write("helper/templates/bad.yaml", "a: {{ include \"h\" . }}\n");
    write(
        "endless/templates/bad.yaml",
        "{{ define \"e\" }}{{ include \"e\" . }}{{ end }}a: {{ include \"e\" . }}\n");
    write("noyaml/Chart.yaml", "name: [\n");
    write("noyaml/templates/a.yaml", "a: {{ .Values.b }}\n");

    SourceReader.Result result = read(RenderOptions.DEFAULTS);

    assertThat(documents(result)).isEmpty();
    assertThat(gaps(result))
        .containsExactlyInAnyOrder(
            "helm-render nil/templates/bad.yaml:4:19",
            "helm-render syntax/templates/bad.yaml:2:1",
            "helm-render yaml/templates/bad.yaml",
            "helm-render fail/templates/bad.yaml:2:4",
            "helm-render schema/Chart.yaml",
            "helm-render helper/templates/_h.tpl:3:11",
            "helm-render endless/templates/bad.yaml:1:20");
    assertThat(
            result.files().stream().flatMap(f -> f.gaps().stream()).map(HelmChartsTest::describe))
        .containsExactly("yaml-syntax noyaml/Chart.yaml:2:1");
  }

  @Test
  void dependenciesAreTakenFromTheTreeOrSaidToBeMissing() throws IOException {
    chart(
        "umbrella",
        """
        dependencies:
          - {name: db, alias: primary, version: 0.1.0, repository: "file://../db"}
          - {name: cache, version: 1.x, repository: "https://charts.example.com"}
          - {name: optional, version: 1.x, repository: "https://charts.example.com", condition: optional.enabled}
          - {name: outside, version: 1.x, repository: "file://../../outside"}
        """);
    write("umbrella/values.yaml", "optional: {enabled: false}\n");
    write("umbrella/templates/a.yaml", CONFIG_MAP + "umbrella\n");
    chart("db", "");
    write("db/templates/a.yaml", CONFIG_MAP + "db\n");

    SourceReader.Result result = read(RenderOptions.DEFAULTS);

    assertThat(documents(result))
        .as("a chart that is part of another is not rendered alone")
        .containsExactly(
            "db/templates/a.yaml ConfigMap db", "umbrella/templates/a.yaml ConfigMap umbrella");
    assertThat(gaps(result))
        .containsExactly(
            "helm-dependency-missing umbrella/Chart.yaml:6:5",
            "helm-dependency-missing umbrella/Chart.yaml:8:5");
  }

  @Test
  void valuesAreThoseThatHelmWouldTake() throws IOException {
    chart("shop", "");
    write("shop/values.yaml", "a: chart\nb: chart\nc: chart\nd: {e: chart}\n");
    write(
        "shop/templates/a.yaml",
        CONFIG_MAP
            + "{{ .Release.Name }}\ndata: {{ printf \"%v|%v|%T|%T|%v|%v\" .Values.a .Values.b .Values.c .Values.d.e .Values.f .Capabilities.KubeVersion.Minor | toJson }}\n");
    Path values = Files.writeString(folder.resolve("prod.values"), "b: file\nc: file\n");
    Path text = Files.writeString(folder.resolve("text"), "long text");
    var options =
        new RenderOptions(
            List.of(values),
            List.of("c=1,d.e=true"),
            List.of("d.e=true"),
            List.of("f=" + text),
            "shop",
            "acme",
            "1.29.0");

    SourceReader.Result result = read(options);

    assertThat(gaps(result)).isEmpty();
    Document document = rendered(result).getFirst();
    assertThat(value(document, "/metadata/name")).isEqualTo("shop");
    assertThat(value(document, "/metadata/namespace")).isEqualTo("acme");
    assertThat(value(document, "/data")).isEqualTo("chart|file|float64|string|long text|29");
  }

  @Test
  void aChartThatItsOwnValuesDoNotRenderIsJudgedWithThoseThatItIsTestedWith() throws IOException {
    chart("shop", "");
    write(
        "shop/templates/a.yaml",
        CONFIG_MAP
            + "{{ required \"a name is needed\" .Values.name }}\ndata: {v: '{{ .Capabilities.KubeVersion }}', n: '{{ .Release.Namespace }}'}\n");
    assertThat(gaps(read(RenderOptions.DEFAULTS))).hasSize(1);
    write("shop/ci/b-values.yaml", "name: second\n");
    write("shop/ci/a-values.yaml", "name: first\n");
    write("shop/ci/notes.yaml", "name: none\n");

    SourceReader.Result result = read(RenderOptions.DEFAULTS.forCluster("1.31"));

    assertThat(result.gaps())
        .extracting(g -> g.code() + " " + g.uri() + " " + g.incomplete())
        .containsExactly("helm-example-values shop/Chart.yaml false");
    Document document = rendered(result).getFirst();
    assertThat(value(document, "/metadata/name")).isEqualTo("first");
    assertThat(value(document, "/metadata/namespace")).isEqualTo("default");
    assertThat(value(document, "/data/v")).isEqualTo("v1.31.0");
    assertThat(value(document, "/data/n")).isEqualTo("default");
  }

  @Test
  void aChartReadsNothingFromOutsideTheTree() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    write("secret.txt", "outside");
    write("tree/shared.txt", "inside");
    write("tree/shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 0.1.0\n");
    write(
        "tree/shop/templates/a.yaml",
        CONFIG_MAP
            + "a\ndata: {a: '{{ .Files.Get \"link.txt\" }}', b: '{{ .Files.Get \"near.txt\" }}', c: '{{ .Files.Get \"../../secret.txt\" }}', d: '{{ getHostByName \"localhost\" }}', e: '{{ lookup \"v1\" \"Pod\" \"\" \"\" | toJson }}'}\n");
    Files.createSymbolicLink(tree.resolve("shop/link.txt"), Path.of("../../secret.txt"));
    Files.createSymbolicLink(tree.resolve("shop/near.txt"), Path.of("../shared.txt"));

    var reader = new SourceReader(tree, Limits.STANDARD);
    SourceReader.Result result =
        new Inputs(reader, tree, RenderOptions.DEFAULTS).read(List.of(tree));

    assertThat(result.gaps()).isEmpty();
    Document document = rendered(result).getFirst();
    assertThat(List.of("a", "b", "c", "d", "e").stream().map(k -> value(document, "/data/" + k)))
        .containsExactly("", "inside", "", "", "{}");
  }

  @Test
  void packagedChartsAreUnpackedAndBehaveAsWithHelmItself() throws Exception {
    write("src/db/Chart.yaml", "apiVersion: v2\nname: db\nversion: 1.2.3\n");
    write(
        "src/db/templates/job.yaml",
        CONFIG_MAP
            + "lookup\n  annotations:\n    helm.sh/hook: pre-install\ndata: {a: '{{ lookup \"v1\" \"Secret\" \"a\" .Release.Name | len }}'}\n");
    Files.createDirectories(folder.resolve("shop/charts"));
    Process tar =
        new ProcessBuilder("tar", "czf", "../shop/charts/db-1.2.3.tgz", "db")
            .directory(folder.resolve("src").toFile())
            .start();
    assertThat(tar.waitFor()).isZero();
    Files.delete(folder.resolve("src/db/Chart.yaml"));
    Files.delete(folder.resolve("src/db/templates/job.yaml"));
    chart(
        "shop",
        "dependencies:\n  - {name: db, version: 1.x, repository: \"https://charts.example.com\"}\n");
    write("shop/values.schema.json", "{\"$ref\": \"https://example.com/schema.json\"}");

    SourceReader.Result result = read(RenderOptions.DEFAULTS);

    assertThat(documents(result)).containsExactly("shop/charts/db-1.2.3.tgz ConfigMap lookup");
    Document document = rendered(result).getFirst();
    assertThat(value(document, "/data/a")).isEqualTo("0");
    assertThat(result.gaps())
        .extracting(g -> g.code() + " " + g.incomplete())
        .containsExactly("helm-schema-skipped false");
  }
}
