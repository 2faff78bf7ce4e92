package dev.bulkhead.admission;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Serves AdmissionReviews. The module {@code webhook} has it, found by {@link
 * java.util.ServiceLoader}, so that a scan loads no server and no client of Kubernetes.
 */
public interface Webhook {

  /**
   * Serves until the process is told to stop.
   *
   * @param log takes a line for everything that an operator should know
   * @throws SettingsException where it cannot begin because of its settings
   */
  void serve(Options options, Log log) throws IOException, SettingsException, InterruptedException;

  /** Where the server says what it does. */
  interface Log {
    void line(String text);
  }

  /**
   * How it serves.
   *
   * @param settings controls, platform file, waivers and rules, read again when they change
   * @param snapshot a recorded context; null for a live cluster
   * @param version of the program
   * @param kubeconfig of the cluster; null for the service account of the pod, or the usual places
   */
  record Options(
      SettingsFiles settings,
      @Nullable Path snapshot,
      @Nullable Path kubeconfig,
      Listening listening,
      Certificates certificates,
      DecisionRecords decisions,
      Audit audit,
      String version) {}

  /**
   * Where it listens, and how it stops.
   *
   * @param port for reviews, over TLS
   * @param healthPort for probes and metrics, in plain text
   * @param drain how long it goes on serving after it has said that it is not ready
   */
  record Listening(String address, int port, int healthPort, Duration drain) {}

  /**
   * Who it is, and who may ask.
   *
   * @param directory with {@code tls.crt} and {@code tls.key}, read again when they change; null
   *     where it makes its own
   * @param clientAuthority certificates that the API server's client certificate must come from;
   *     null where anyone who reaches the port may ask
   * @param bootstrap where it keeps certificates of its own making; null where it makes none
   */
  record Certificates(
      @Nullable Path directory, @Nullable Path clientAuthority, @Nullable Bootstrap bootstrap) {}

  /**
   * Certificates of its own making.
   *
   * @param namespace of the webhook
   * @param service by which the API server reaches it
   * @param secret that holds the authority and the serving certificate
   * @param webhook name of the ValidatingWebhookConfiguration that must trust them
   */
  record Bootstrap(String namespace, String service, String secret, String webhook) {}

  /**
   * The decision log.
   *
   * @param file null for standard output
   * @param bytes size at which a file is rotated
   * @param files how many are kept
   */
  record DecisionRecords(@Nullable Path file, long bytes, int files) {}

  /**
   * The background audit.
   *
   * @param interval zero = none
   * @param reports whether results become OpenReports objects
   * @param events whether findings become Events
   * @param namespace where its lease lies
   */
  record Audit(Duration interval, boolean reports, boolean events, String namespace) {}
}
