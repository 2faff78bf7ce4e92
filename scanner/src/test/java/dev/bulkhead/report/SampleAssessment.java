package dev.bulkhead.report;

import dev.bulkhead.evaluate.Assessment;
import dev.bulkhead.evaluate.Control;
import dev.bulkhead.evaluate.ControlResult;
import dev.bulkhead.evaluate.Finding;
import dev.bulkhead.evaluate.Location;
import dev.bulkhead.evaluate.Severity;
import dev.bulkhead.evaluate.Status;
import dev.bulkhead.model.Layer;
import dev.bulkhead.model.Entity;
import dev.bulkhead.model.Facts;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.InputFile;
import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Namespace;
import dev.bulkhead.model.Platform;
import dev.bulkhead.model.Revision;
import dev.bulkhead.model.Snapshot;
import dev.bulkhead.model.Source;
import dev.bulkhead.model.Span;
import dev.bulkhead.model.Tenant;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An assessment with every status, a waiver, a baseline, a proof and gaps, over real files. */
final class SampleAssessment {
  static final String SECRET = "kT9#vLq2-canary";

  static final String ODOO =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: odoo
        namespace: acme
      spec:
        template:
          spec:
            hostNetwork: true
            containers:
              - name: odoo
                image: odoo:18.0
                env:
                  - name: DB_PASSWORD
                    value: %s
      """
          .formatted(SECRET);

  static final String POLICY =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        name: allow-all
        namespace: acme
      spec:
        podSelector: {}
        ingress:
          - {}
      """;

  private SampleAssessment() {}

  /** Writes the files and gives the assessment of them. */
  static Assessment in(Path root) throws IOException {
    List<InputFile> inputs = new ArrayList<>();
    inputs.add(file(root, "acme/allow all.yaml", POLICY));
    inputs.add(file(root, "acme/odoo.yaml", ODOO));
    Entity acme = namespace("acme", "acme/odoo.yaml");
    Entity globex = namespace("globex", "acme/allow all.yaml");
    List<Gap> gaps =
        List.of(
            new Gap(
                "helm-render",
                true,
                "charts/odoo/templates/web.yaml",
                new Span(3, 1, 3, 20),
                "The chart does not render: nil pointer evaluating interface {}.host",
                "Give the missing value with --set ingress.host=…"),
            new Gap("binary-file", false, "acme/logo.png", null, "Not text.", null));
    Snapshot snapshot =
        new Snapshot(
            Snapshot.VERSION,
            platform(),
            List.of(acme, globex),
            inputs,
            gaps,
            Map.of(),
            new Revision("0123abc", "main", "https://git.example/demo"));
    return assessment(
        snapshot, List.of(hostNetwork(), reachability(), undecided(), notApplicable()));
  }

  static Assessment assessment(Snapshot snapshot, List<ControlResult> results) {
    return new Assessment(
        "0.1.0",
        "c0ffee",
        Instant.parse("2026-11-21T10:15:30.123456Z"),
        Instant.parse("2026-11-21T10:15:29Z"),
        Duration.ofMillis(321),
        "k8s",
        snapshot,
        new Facts(
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(
                "Resource:AppProject/argocd/tenants",
                new Facts.Delivery(
                    List.of("https://git.example/platform tenants/acme"),
                    List.of("acme"),
                    List.of(Facts.ANY),
                    List.of(
                        new Facts.Step(
                            "AppProject tenants lets its applications write into every namespace",
                            "Resource:AppProject/argocd/tenants",
                            "/spec/destinations")))),
            Map.of(
                "Route:IngressRoute/acme/odoo",
                List.of(
                    new Facts.DatabasePath(
                        "acme",
                        List.of("acme.example"),
                        "acme/odoo",
                        "Workload:Deployment/acme/odoo",
                        "pg",
                        "acme",
                        null,
                        "acme/db",
                        List.of(
                            new Facts.Step(
                                "IngressRoute odoo leads to service acme/odoo",
                                "Route:IngressRoute/acme/odoo",
                                "/spec/routes/0"))))),
            List.of(
                new Facts.Crossing(
                    List.of("globex"),
                    "acme",
                    "Workload/acme/odoo",
                    List.of(new Facts.Step("a path is open", "Namespace/_/globex", ""))))),
        results,
        List.of());
  }

  static Snapshot snapshot(List<InputFile> inputs) {
    return new Snapshot(Snapshot.VERSION, platform(), List.of(), inputs, List.of(), Map.of());
  }

  static InputFile file(Path root, String uri, String text) throws IOException {
    return file(root, uri, text, StandardCharsets.UTF_8);
  }

  static InputFile file(Path root, String uri, String text, Charset charset) throws IOException {
    Path file = root.resolve(uri);
    Files.createDirectories(file.getParent());
    byte[] bytes = text.getBytes(charset);
    Files.write(file, bytes);
    return new InputFile(uri, sha256(bytes), bytes.length, "YAML", 1);
  }

  static Control control(String id, Severity severity, String title) {
    return new Control(
        id,
        title,
        "Says why " + id + " matters.",
        severity,
        id.substring(0, 3),
        List.of("Workload"),
        List.of(),
        "Set `hostNetwork: false`, or remove it.",
        "spec:\n  hostNetwork: false\n",
        List.of(new Control.Mapping("NIST 800-53 r5", "SC-7", "partial")),
        List.of("https://kubernetes.io/docs/concepts/security/pod-security-standards/"),
        Map.of(),
        "controls/" + id + ".rego",
        "data.bulkhead.controls." + id,
        false,
        Control.Evidence.FILES,
        id.equals("ISO-03") ? Layer.NETWORK : null,
        List.of("logistics-isolation"));
  }

  static ControlResult result(Control control, List<Finding> findings) {
    return result(control, findings, List.of(), new int[0], new Status[0]);
  }

  static Finding finding(Control control, String entity, String message, Location location) {
    return finding(control, entity, message, location, Finding.State.NEW, null, List.of());
  }

  private static ControlResult hostNetwork() {
    Control control = control("WRK-08", Severity.HIGH, "Pods keep out of the host's network");
    Location at =
        new Location(
            "acme/odoo.yaml", new Span(9, 7, 9, 24), "/spec/template/spec/hostNetwork", true);
    Location env =
        new Location(
            "acme/odoo.yaml",
            new Span(13, 11, 16, 1),
            "/spec/template/spec/containers/0/env",
            true);
    var waiver =
        new Finding.AppliedWaiver(
            "edge", "The edge proxy needs it.", "kim", "sam", "OPS-7", "2027-01-31");
    return result(
        control,
        List.of(
            finding(control, "Workload/acme/odoo", "The pods share the network of their node.", at),
            finding(
                control,
                "Workload/acme/cron",
                "Known since last week.",
                env,
                Finding.State.BASELINE,
                null,
                List.of()),
            finding(
                control,
                "Workload/edge/traefik",
                "The proxy shares it too.",
                at,
                Finding.State.WAIVED,
                waiver,
                List.of())),
        List.of(),
        new int[] {0, 1},
        new Status[] {Status.FAIL, Status.PASS});
  }

  private static ControlResult reachability() {
    Control control = control("ISO-03", Severity.CRITICAL, "No tenant reaches another's pods");
    Location at = new Location("acme/allow all.yaml", new Span(8, 3, 10, 1), "/spec/ingress", true);
    List<Finding.Step> proof =
        List.of(
            new Finding.Step("Namespace `globex` has no egress policy.", null),
            new Finding.Step(
                "Policy `allow-all` admits every peer.",
                new Location(
                    "acme/allow all.yaml", new Span(9, 5, 9, 9), "/spec/ingress/0", true)));
    return result(
        control,
        List.of(
            finding(
                control,
                "Workload/acme/odoo",
                "Pods of tenant globex can open connections to workload odoo of tenant acme.",
                at,
                Finding.State.NEW,
                null,
                proof)),
        List.of(),
        new int[] {0},
        new Status[] {Status.FAIL});
  }

  private static ControlResult undecided() {
    Control control = control("TEN-08", Severity.MEDIUM, "Each tenant has a quota");
    var unknown =
        new ControlResult.Unknown(
            "Namespace/_/globex", "globex", "no ResourceQuota was seen in this input", null, null);
    return result(
        control, List.of(), List.of(unknown), new int[] {1}, new Status[] {Status.UNKNOWN});
  }

  private static ControlResult notApplicable() {
    Control control = control("PGS-01", Severity.LOW, "PostgreSQL takes TLS only");
    return result(
        control, List.of(), List.of(), new int[] {0}, new Status[] {Status.NOT_APPLICABLE});
  }

  @SuppressWarnings("EnumOrdinal") // the compact form is made of ordinals
  private static ControlResult result(
      Control control,
      List<Finding> findings,
      List<ControlResult.Unknown> unknowns,
      int[] entities,
      Status[] statuses) {
    Map<Status, Integer> tally = new EnumMap<>(Status.class);
    byte[] codes = new byte[statuses.length];
    for (int i = 0; i < statuses.length; i++) {
      codes[i] = (byte) statuses[i].ordinal();
      tally.merge(statuses[i], 1, Integer::sum);
    }
    if (findings.stream().anyMatch(f -> f.state() == Finding.State.WAIVED)) {
      tally.put(Status.WAIVED, 1);
    }
    return new ControlResult(
        control, tally, findings, unknowns, new ControlResult.Statuses(entities, codes, Map.of()));
  }

  private static Finding finding(
      Control control,
      String entity,
      String message,
      Location location,
      Finding.State state,
      Finding.@Nullable AppliedWaiver waiver,
      List<Finding.Step> proof) {
    return new Finding(
        control.id(),
        control.severity(),
        entity,
        "Workload",
        "Deployment",
        entity.substring(entity.lastIndexOf('/') + 1),
        "acme",
        entity.contains("acme") ? "acme" : null,
        "/hostNetwork",
        location,
        message,
        "true",
        "false or absent",
        "Remove `hostNetwork`.",
        proof,
        List.of("input.hostNetwork"),
        List.of(),
        null,
        Integer.toHexString((control.id() + entity + message).hashCode()),
        state,
        waiver);
  }

  private static Platform platform() {
    return new Platform(
        "demo",
        false,
        "partial",
        null,
        List.of(tenant("acme"), tenant("globex")),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        null);
  }

  private static Tenant tenant(String id) {
    var nothing =
        new Tenant.Holdings(
            List.of(id),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());
    return new Tenant(
        id, null, "shared", null, null, List.of(), null, null, null, null, null, null, null,
        List.of(), nothing, Map.of(), true, null, null);
  }

  private static Entity namespace(String name, String uri) {
    Source source = new Source(uri, 0, "", new Span(1, 1, 5, 1), "file", null);
    return new Namespace(
        new Meta("Namespace/_/" + name, name, null, "v1", "Namespace", Map.of(), Map.of(), source));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
