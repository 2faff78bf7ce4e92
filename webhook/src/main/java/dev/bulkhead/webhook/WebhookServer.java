package dev.bulkhead.webhook;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.bulkhead.admission.Webhook;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** The two ports: reviews over TLS, probes and metrics in plain text. */
final class WebhookServer {
  private static final int BACKLOG = 1024;

  private final HttpsServer reviews;
  private final HttpServer health;
  private final Arrivals arrivals;
  private final ExecutorService probes = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicBoolean draining;

  static {
    // The JDK's server takes its limits from properties, read once. A request that trickles in is
    // cut after ten seconds; answers are sent at once and not held back for more.
    limit("sun.net.httpserver.nodelay", "true");
    limit("sun.net.httpserver.maxReqTime", "10");
    limit("sun.net.httpserver.maxRspTime", "10");
    limit("sun.net.httpserver.drainAmount", String.valueOf(2 * ReviewHandler.MOST_BYTES));
    limit("sun.net.httpserver.idleInterval", "120");
    limit("sun.net.httpserver.maxIdleConnections", "1000");
    limit("sun.net.httpserver.maxReqHeaders", "64");
    limit("sun.net.httpserver.maxReqHeaderSize", "65536");
    limit("jdk.httpserver.maxConnections", "2000");
  }

  private static void limit(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  WebhookServer(
      Webhook.Listening listening,
      ServingKeys keys,
      java.nio.file.@Nullable Path clientAuthority,
      ReviewHandler reviewHandler,
      HealthHandler healthHandler,
      Arrivals arrivals,
      AtomicBoolean draining)
      throws IOException, GeneralSecurityException {
    this.draining = draining;
    this.arrivals = arrivals;
    this.reviews =
        HttpsServer.create(
            new InetSocketAddress(listening.address(), listening.port()), BACKLOG);
    reviews.setHttpsConfigurator(configurator(keys, clientAuthority, arrivals));
    reviews.setExecutor(arrivals);
    reviews.createContext("/validate", reviewHandler);
    this.health =
        HttpServer.create(
            new InetSocketAddress(listening.address(), listening.healthPort()), BACKLOG);
    health.setExecutor(probes);
    health.createContext("/", healthHandler);
  }

  private static HttpsConfigurator configurator(
      ServingKeys keys, java.nio.file.@Nullable Path clientAuthority, Arrivals arrivals)
      throws IOException, GeneralSecurityException {
    return new HttpsConfigurator(keys.context(clientAuthority)) {
      @Override
      public void configure(HttpsParameters parameters) {
        arrivals.awaitHandshake();
        SSLParameters tls = getSSLContext().getDefaultSSLParameters();
        tls.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        tls.setNeedClientAuth(clientAuthority != null);
        parameters.setSSLParameters(tls);
      }
    };
  }

  void start() {
    health.start();
    reviews.start();
  }

  int port() {
    return reviews.getAddress().getPort();
  }

  int healthPort() {
    return health.getAddress().getPort();
  }

  /**
   * Says that it is not ready, serves on until everyone has heard, and ends when what is in flight
   * is answered.
   */
  void stop(Duration drain) throws InterruptedException {
    draining.set(true);
    Thread.sleep(drain);
    reviews.stop(10);
    health.stop(0);
    arrivals.close();
    probes.shutdown();
  }
}
