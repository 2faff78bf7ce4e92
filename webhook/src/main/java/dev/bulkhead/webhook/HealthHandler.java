package dev.bulkhead.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers {@code /healthz}, {@code /readyz} and {@code /metrics}. */
final class HealthHandler implements HttpHandler {
  private final Metrics metrics;
  private final Supplier<@Nullable String> notReady;

  /**
   * @param notReady why reviews cannot be judged; null where they can
   */
  HealthHandler(Metrics metrics, Supplier<@Nullable String> notReady) {
    this.metrics = metrics;
    this.notReady = notReady;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestURI().getPath()) {
        case "/healthz" -> send(exchange, 200, "ok\n");
        case "/readyz" -> {
          String reason = notReady.get();
          send(exchange, reason == null ? 200 : 503, reason == null ? "ok\n" : reason + "\n");
        }
        case "/metrics" -> send(exchange, 200, metrics.text());
        default -> send(exchange, 404, "not found\n");
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
