package dev.bulkhead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmitCommandTest {
  private static final String PLATFORM =
      "platform: shop\ntenants: [{id: a, owns: {namespaces: [a]}}]\n";
  private static final String NAMESPACE =
      "{apiVersion: v1, kind: Namespace, metadata: {name: a}}\n";
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: a}
      spec: {containers: [{name: web, image: x, securityContext: {privileged: true}}]}
      """;

  @TempDir Path folder;

  @BeforeEach
  void platform() throws IOException {
    Files.createDirectories(folder.resolve("cluster"));
    Files.writeString(folder.resolve("cluster/bulkhead.yaml"), PLATFORM);
    Files.writeString(folder.resolve("cluster/namespace.yaml"), NAMESPACE);
  }

  @Test
  void aManifestThatBreaksAControlIsRefusedInWords() throws IOException {
    String said = run("admit", "-f", file("pod.yaml", POD), "--context", cluster());

    assertThat(said)
        .startsWith("1 refused   Pod a/web\n  [WRK-06] container web of Pod web is privileged: ");
  }

  @Test
  void aReviewIsAnsweredAsTheWebhookAnswers() throws IOException {
    String review =
        """
        {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
          "uid": "705ab4f5-6393-11e8-b7cc-42010a800002", "operation": "CREATE", "name": "web",
          "namespace": "a", "kind": {"group": "", "version": "v1", "kind": "Pod"},
          "resource": {"group": "", "version": "v1", "resource": "pods"},
          "userInfo": {"username": "alice"},
          "object": {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web", "namespace": "a"},
            "spec": {"containers": [{"name": "web", "image": "x"}]}}}}
        """;

    String said = run("admit", "-f", file("review.json", review), "--context", cluster());

    assertThat(said)
        .startsWith(
            "1 {\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"response\":"
                + "{\"uid\":\"705ab4f5-6393-11e8-b7cc-42010a800002\",\"allowed\":false,\"status\":")
        .contains("\"reason\":\"Forbidden\",\"code\":403}");
  }

  @Test
  void objectsAreJudgedBesideThoseThatCameBefore() throws IOException {
    String admission = file("cluster/admission.yaml", "mode: warn\n");
    assertThat(admission).isNotEmpty();
    String twice = POD + "---\n" + POD;

    assertThat(run("admit", "-f", file("pod.yaml", twice), "--context", cluster()))
        .startsWith("0 admitted  Pod a/web\n  Warning: [WRK-06] ");
  }

  @Test
  void mistakesInTheAdmissionFileAreNamedWithTheirPlace() throws IOException {
    file("cluster/admission.yaml", "mode: enforced\nrules: [{controls: [WRK-*], mod: warn}]\n");

    assertThat(run("admit", "-f", file("pod.yaml", POD), "--context", cluster()))
        .startsWith("2 ")
        .contains("admission.yaml:1:7: expected one of enforce, warn, audit, not \"enforced\"")
        .contains("admission.yaml:2:34: unknown key \"mod\"; known keys: ")
        .contains("a rule needs a mode: enforce, warn or audit");
  }

  @Test
  void anOldReviewIsRefusedWithWhatToDo() throws IOException {
    String old = "{\"apiVersion\": \"admission.k8s.io/v1beta1\", \"kind\": \"AdmissionReview\"}";

    assertThat(run("admit", "-f", file("review.json", old), "--context", cluster()))
        .startsWith("2 ")
        .contains(
            "expected an AdmissionReview of admission.k8s.io/v1, not admission.k8s.io/v1beta1; set"
                + " admissionReviewVersions: [v1] in the webhook configuration");
  }

  private String cluster() {
    return folder.resolve("cluster").toString();
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String run(String... args) {
    var out = new StringWriter();
    int code = Main.execute(args, new PrintWriter(out), new PrintWriter(out));
    return code + " " + out;
  }
}
