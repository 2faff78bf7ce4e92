package dev.bulkhead.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.bulkhead.admission.Decision;
import dev.bulkhead.admission.DecisionLine;
import dev.bulkhead.admission.PlatformContext;
import dev.bulkhead.admission.Review;
import dev.bulkhead.admission.ReviewException;
import dev.bulkhead.admission.ReviewReader;
import dev.bulkhead.admission.ReviewResponse;
import dev.bulkhead.rego.eval.Budget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code POST /validate}. What cannot be answered in time, or at all, is said with an HTTP
 * status and not with a decision, so that the webhook's failurePolicy decides and not this server.
 */
final class ReviewHandler implements HttpHandler {
  /** An object and its old self, each at most what the API server takes (3 MiB), and what is around. */
  static final int MOST_BYTES = 8 * 1024 * 1024;

  /** The API server's default where the request does not say (reference of WebhookConfiguration). */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  /** Steps of one rule: a control that needs more would not end in time. */
  private static final long MOST_STEPS = 50_000_000;

  /** Bytes that one rule may allocate. */
  private static final long MOST_ALLOCATED = 64L * 1024 * 1024;

  private final Supplier<Policy> policy;
  private final ContextSource contexts;
  private final Overload overload;
  private final Metrics metrics;
  private final DecisionLog log;
  private final String version;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private final AtomicBoolean draining;

  /** What the handler works with. */
  record Parts(
      Supplier<Policy> policy,
      ContextSource contexts,
      Overload overload,
      Metrics metrics,
      DecisionLog log,
      String version,
      InstantSource clock,
      ScheduledExecutorService timer,
      AtomicBoolean draining) {}

  ReviewHandler(Parts parts) {
    this.policy = parts.policy();
    this.contexts = parts.contexts();
    this.overload = parts.overload();
    this.metrics = parts.metrics();
    this.log = parts.log();
    this.version = parts.version();
    this.clock = parts.clock();
    this.timer = parts.timer();
    this.draining = parts.draining();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    metrics.inFlight.incrementAndGet();
    try (exchange) {
      if (draining.get()) {
        exchange.getResponseHeaders().set("Connection", "close");
      }
      answer(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      metrics.inFlight.decrementAndGet();
    }
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    long since = Arrivals.requestSince();
    if (!exchange.getRequestMethod().equals("POST")) {
      refuse(exchange, 405, "method", "expected POST");
      return;
    }
    int length = length(exchange);
    if (length > MOST_BYTES) {
      refuse(exchange, 413, "too-large", "a review has at most " + MOST_BYTES + " bytes");
      return;
    }
    Duration timeout = timeout(exchange.getRequestURI().getQuery());
    // a tenth is left for the way back
    long deadline = since + timeout.toNanos() * 9 / 10;
    int held = length < 0 ? MOST_BYTES : length;
    if (!overload.acquireBody(held, deadline)) {
      refuse(exchange, 503, "overload", "overloaded: no room for the request within " + timeout);
      return;
    }
    try {
      byte[] body = read(exchange.getRequestBody(), length);
      if (body == null) {
        refuse(exchange, 413, "too-large", "a review has at most " + MOST_BYTES + " bytes");
        return;
      }
      review(exchange, body, since, deadline);
    } finally {
      overload.releaseBody(held);
    }
  }

  /** Negative where the request does not say. */
  private static int length(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Content-Length");
    try {
      return header == null ? -1 : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(header));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private static byte @Nullable [] read(InputStream in, int length) throws IOException {
    if (length >= 0) {
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new IOException("the request ended early");
      }
      return body;
    }
    byte[] body = in.readNBytes(MOST_BYTES + 1);
    return body.length > MOST_BYTES ? null : body;
  }

  /** The API server says how long it waits: {@code ?timeout=3s}. */
  static Duration timeout(@Nullable String query) {
    if (query != null) {
      for (String part : query.split("&", 16)) {
        if (part.startsWith("timeout=")) {
          try {
            Duration given = Duration.parse("PT" + part.substring("timeout=".length()));
            return given.isPositive() && given.compareTo(Duration.ofSeconds(30)) <= 0
                ? given
                : DEFAULT_TIMEOUT;
          } catch (java.time.format.DateTimeParseException e) {
            return DEFAULT_TIMEOUT;
          }
        }
      }
    }
    return DEFAULT_TIMEOUT;
  }

  private void review(HttpExchange exchange, byte[] body, long since, long deadline)
      throws IOException, InterruptedException {
    // who begins at the last moment would not end in time, and keep others from it
    if (!overload.acquireTurn(deadline - (deadline - since) / 3)) {
      refuse(exchange, 503, "overload", "overloaded: the request was not judged in time");
      return;
    }
    long started = System.nanoTime();
    Instant time = clock.instant();
    Answer answer;
    try {
      answer = decide(body, time, deadline);
    } finally {
      overload.releaseTurn();
    }
    if (answer.decision == null) {
      refuse(exchange, answer.status, answer.cause, answer.text);
      return;
    }
    byte[] response = ReviewResponse.of(answer.review().uid(), answer.decision);
    long took = System.nanoTime() - started;
    metrics.latency(took);
    record(answer, time, took);
    send(exchange, 200, "application/json", response);
  }

  /** A decision, or why there is none. */
  private record Answer(
      @Nullable Review asked,
      @Nullable Decision decision,
      @Nullable Policy by,
      PlatformContext.@Nullable Coverage under,
      int status,
      String cause,
      String text) {

    static Answer none(int status, String cause, String text) {
      return new Answer(null, null, null, null, status, cause, text);
    }

    Review review() {
      return Objects.requireNonNull(asked);
    }

    PlatformContext.Coverage coverage() {
      return Objects.requireNonNull(under);
    }
  }

  private Answer decide(byte[] body, Instant now, long deadline) throws InterruptedException {
    String missing = contexts.missing();
    PlatformContext context = contexts.current();
    if (missing != null || context == null) {
      return Answer.none(503, "not-ready", "not ready: " + missing);
    }
    var cancelled = new AtomicBoolean();
    ScheduledFuture<?> end =
        timer.schedule(
            () -> cancelled.set(true), deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    try {
      Review review = ReviewReader.read(body);
      Policy by = policy.get();
      String namespace = review.namespace();
      PlatformContext newest =
          namespace == null ? context : contexts.knowing(namespace, deadline);
      // whole milliseconds, as the log has them: judged again it is the same age
      PlatformContext known =
          (newest == null ? context : newest)
              .at(now, Duration.ofMillis(contexts.age().toMillis()));
      Decision decision =
          by.door()
              .decide(
                  review,
                  known,
                  now,
                  new Budget(MOST_STEPS, Duration.ZERO, MOST_ALLOCATED, cancelled));
      if (cancelled.get()) {
        metrics.count("bulkhead_admission_budget_exceeded_total");
        return Answer.none(503, "deadline", "the request could not be judged in time");
      }
      return new Answer(review, decision, by, known.coverage(), 200, "", "");
    } catch (ReviewException e) {
      return Answer.none(400, "malformed", String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      return Answer.none(500, "internal", "internal error: " + e.getClass().getSimpleName());
    } finally {
      end.cancel(false);
    }
  }

  private void record(Answer answer, Instant time, long took) {
    Decision decision = Objects.requireNonNull(answer.decision);
    Policy by = Objects.requireNonNull(answer.by);
    Tally.count(metrics, decision, answer.review().dryRun());
    try {
      log.write(
          DecisionLine.of(
              answer.review(),
              decision,
              new DecisionLine.Circumstances(
                  time, version, by.settings(), answer.coverage(), Duration.ofNanos(took))));
    } catch (IOException e) {
      metrics.count("bulkhead_decision_log_errors_total");
    }
  }

  private void refuse(HttpExchange exchange, int status, String cause, String text)
      throws IOException {
    metrics.count(
        "bulkhead_admission_refused_connections_total",
        "cause",
        cause,
        "status",
        String.valueOf(status));
    send(exchange, status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
