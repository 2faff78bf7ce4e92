package dev.bulkhead.cli;

import dev.bulkhead.admission.SettingsException;
import dev.bulkhead.admission.Webhook;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bulkhead serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description =
        "Serves AdmissionReviews as a validating admission webhook, and audits the cluster in the background.")
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Platform file. Default: tenants are inferred from namespaces.")
  private @Nullable Path config;

  @Mixin private DoorOptions door = new DoorOptions();

  @Option(
      names = "--context",
      paramLabel = "SNAPSHOT",
      description = "Judge beside this snapshot, without a cluster.")
  private @Nullable Path context;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Of the cluster to follow. Default: the pod's service account.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "0.0.0.0",
      description = "Address to listen on. Default: ${DEFAULT-VALUE}.")
  private String address = "0.0.0.0";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8443",
      description = "Port for reviews, over TLS. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--health-port",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "Port for probes and metrics, in plain text. Default: ${DEFAULT-VALUE}.")
  private int healthPort;

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "How long it serves on after it was told to stop and has said that it is not ready. Default: ${DEFAULT-VALUE}.")
  private int drain;

  @Option(
      names = "--cert-dir",
      paramLabel = "DIR",
      description = "tls.crt and tls.key in PEM; read again when they change.")
  private @Nullable Path certificates;

  @Option(
      names = "--client-ca",
      paramLabel = "FILE",
      description = "Ask for a client certificate from this authority: the API server's.")
  private @Nullable Path clientAuthority;

  @Option(
      names = "--bootstrap",
      paramLabel = "NAMESPACE/SERVICE",
      description =
          "Make an authority and a serving certificate for this service, keep them in a Secret, and have the webhook configuration trust them.")
  private @Nullable String bootstrap;

  @Option(
      names = "--bootstrap-secret",
      paramLabel = "NAME",
      defaultValue = "bulkhead-webhook-tls",
      description = "The Secret. Default: ${DEFAULT-VALUE}.")
  private String secret = "bulkhead-webhook-tls";

  @Option(
      names = "--webhook",
      paramLabel = "NAME",
      defaultValue = "bulkhead",
      description = "The ValidatingWebhookConfiguration. Default: ${DEFAULT-VALUE}.")
  private String webhook = "bulkhead";

  @Option(
      names = "--decision-log",
      paramLabel = "FILE",
      description = "Decision log, a JSON object a line. Default: standard output.")
  private @Nullable Path decisions;

  @Option(
      names = "--decision-log-size",
      paramLabel = "MIB",
      defaultValue = "64",
      description = "Size at which the decision log is rotated. Default: ${DEFAULT-VALUE}.")
  private int logSize;

  @Option(
      names = "--decision-log-files",
      paramLabel = "NUMBER",
      defaultValue = "5",
      description = "Files of the decision log that are kept. Default: ${DEFAULT-VALUE}.")
  private int logFiles;

  @Option(
      names = "--audit",
      paramLabel = "MINUTES",
      defaultValue = "60",
      description = "Judge the whole cluster every so often; 0 = never. Default: ${DEFAULT-VALUE}.")
  private int audit;

  @Option(
      names = "--reports",
      description = "Write the audit's results as OpenReports objects (openreports.io/v1alpha1).")
  private boolean reports;

  @Option(names = "--events", description = "Write the audit's new findings as Events.")
  private boolean events;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Webhook server =
        ServiceLoader.load(Webhook.class)
            .findFirst()
            .orElseThrow(() ->
                new InputException(
                    "this installation has no webhook: it lacks the module webhook"));
    try {
      server.serve(
          options(),
          line -> {
            err.println(line);
            err.flush();
          });
    } catch (SettingsException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
    return Main.CLEAN;
  }

  private Webhook.Options options() {
    return new Webhook.Options(
        door.files(config),
        context,
        kubeconfig,
        new Webhook.Listening(address, port, healthPort, Duration.ofSeconds(drain)),
        new Webhook.Certificates(certificates, clientAuthority, ownCertificates()),
        new Webhook.DecisionRecords(decisions, logSize * 1024L * 1024, logFiles),
        new Webhook.Audit(Duration.ofMinutes(audit), reports, events, namespace()),
        Version.number());
  }

  private Webhook.@Nullable Bootstrap ownCertificates() {
    if (bootstrap == null) {
      if (certificates == null) {
        throw new InputException("serve needs --cert-dir, or --bootstrap NAMESPACE/SERVICE");
      }
      return null;
    }
    int slash = bootstrap.indexOf('/');
    if (slash <= 0 || slash == bootstrap.length() - 1) {
      throw new InputException("--bootstrap takes NAMESPACE/SERVICE, not \"" + bootstrap + "\"");
    }
    return new Webhook.Bootstrap(
        bootstrap.substring(0, slash), bootstrap.substring(slash + 1), secret, webhook);
  }

  private String namespace() {
    String own = bootstrap == null ? null : bootstrap.substring(0, bootstrap.indexOf('/'));
    String given = System.getenv("POD_NAMESPACE");
    return own != null ? own : given != null ? given : "bulkhead-system";
  }
}
