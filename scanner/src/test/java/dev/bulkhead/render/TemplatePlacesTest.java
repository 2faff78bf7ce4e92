package dev.bulkhead.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulkhead.source.Limits;
import dev.bulkhead.source.Node;
import dev.bulkhead.source.NodePositions;
import dev.bulkhead.source.YamlText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of a template for nodes of what it made. */
class TemplatePlacesTest {
  private static final String TEMPLATE =
      """
      {{- /* A comment
      kind: Nonsense
      */}}
      {{- range .Values.tenants }}
      ---
      apiVersion: v1
      kind: Service
      metadata:
        name: {{ .name }}
        labels: {{- include "labels" $ | nindent 4 }}
        annotations:
          {{ $.Values.key }}: {{ .name | quote }}
          "quoted/key": yes it is # a comment
      spec:
        {{- if .public }}
        type: LoadBalancer
        {{- else }}
        type: ClusterIP
        {{- end }}
        ports:
        - name: http
          port: {{ .port }}
        - name: metrics
          port: 9090
        {{- with .more }}
        {{- toYaml . | nindent 2 }}
        {{- end }}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: {{ .name }}-settings}
      data:
        file: |
          kind: Service
          spec: inside
        last: "{{ .x }}"
      {{- end }}
      """;

  private static final String RENDERED =
      """
      apiVersion: v1
      kind: Service
      metadata:
        name: north
        labels: {app: north}
        annotations: {example.com/tenant: north, quoted/key: yes it is}
      spec:
        type: ClusterIP
        ports:
          - {name: http, port: 80}
          - {name: metrics, port: 9090}
          - {name: debug, port: 5005}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: north-settings}
      data: {file: text, last: x, gone: y}
      """;

  @ParameterizedTest
  @CsvSource({
    "0, /kind, 7",
    "0, /metadata/name, 9",
    "0, /metadata/labels/app, 10",
    "0, /metadata/annotations/example.com~1tenant, 12",
    "0, /metadata/annotations/quoted~1key, 13",
    "0, /spec/type, 18",
    "0, /spec/ports/0/port, 22",
    "0, /spec/ports/1/port, 24",
    "0, /spec/ports/2/port, 26",
    "0, /spec/loadBalancerClass, 14",
    "1, /kind, 30",
    "1, /metadata/name, 31",
    "1, /data/file, 33",
    "1, /data/last, 36",
    "1, /data/gone, 32"
  })
  void isWhereTheTemplateSaysIt(int document, String pointer, int line) {
    Node rendered = YamlText.parse(RENDERED, Limits.STANDARD).documents().get(document);

    Node placed = TemplatePlaces.place(rendered, TemplateOutline.of(TEMPLATE));

    assertThat(new NodePositions(placed).locate(pointer).span().startLine()).isEqualTo(line);
  }
}
