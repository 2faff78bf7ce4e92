package dev.bulkhead.webhook;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Reviews of two Deployments, a sound one and a privileged one, that come by turns all the while, as
 * from a second API server. What becomes of each is counted.
 */
final class SteadyReviews implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofMillis(20);

  private final HttpClient client =
      HttpClient.newBuilder().sslContext(Served.trusting()).build();
  private final URI uri;
  private final String name;
  private final Thread thread;
  private int decided;
  private int wrong;
  private int undecided;
  private volatile boolean ended;

  /** What became of them; without a decision is what the failurePolicy decides. */
  record Outcome(int decided, int wrong, int undecided) {}

  private SteadyReviews(int port, String name) {
    this.uri = URI.create("https://127.0.0.1:" + port + "/validate?timeout=3s");
    this.name = name;
    this.thread = Thread.ofVirtual().unstarted(this::ask);
  }

  /**
   * Begins.
   *
   * @param name begins the uid of each
   */
  static SteadyReviews to(GuardedCluster cluster, String name) {
    var out = new SteadyReviews(cluster.running().port(), name);
    out.thread.start();
    return out;
  }

  private void ask() {
    String sound = review("false");
    String privileged = review("true");
    for (int i = 0; !ended; i++) {
      boolean right = i % 2 == 0;
      String body = (right ? sound : privileged).replace("UID", name + "-" + i);
      try {
        HttpResponse<String> response =
            client.send(
                HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
          undecided++;
        } else {
          decided++;
          wrong += response.body().contains("\"allowed\":" + right) ? 0 : 1;
        }
        Thread.sleep(BETWEEN);
      } catch (IOException e) {
        undecided++;
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static String review(String privileged) {
    String object =
        Serialization.asJson(
            Serialization.unmarshal(
                "---\n" + TwoTenants.DEPLOYMENT.formatted("a", privileged, privileged),
                Deployment.class));
    return """
    {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {
      "uid": "UID", "operation": "CREATE", "name": "other", "namespace": "a",
      "kind": {"group": "apps", "version": "v1", "kind": "Deployment"},
      "resource": {"group": "apps", "version": "v1", "resource": "deployments"},
      "userInfo": {"username": "alice", "groups": ["developers"]},
      "object": %s}}
    """
        .formatted(object.replace("\"name\":\"web\",\"namespace\"", "\"name\":\"other\",\"namespace\""));
  }

  /** Ends, and says what became of them. */
  Outcome end() throws InterruptedException {
    ended = true;
    thread.join();
    return new Outcome(decided, wrong, undecided);
  }

  @Override
  public void close() {
    ended = true;
    client.close();
  }
}
