package dev.bulkhead.webhook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * What the server counts, in the text format of Prometheus (version 0.0.4). Label values come from
 * closed sets, never from requests, so that their number is bounded.
 */
final class Metrics {
  /** Upper bounds in seconds: reviews take milliseconds, so that the default buckets would hide them. */
  private static final double[] BOUNDS = {
    .000_25, .000_5, .001, .002, .004, .008, .016, .032, .064, .128, .256, .512, 1, 2, 4
  };

  private final Map<String, Family> families = new ConcurrentHashMap<>();
  private final List<String> order = new ArrayList<>();
  private final Histogram latency = new Histogram();
  final AtomicInteger inFlight = new AtomicInteger();

  private record Family(
      String help, String type, Map<String, LongAdder> counts, Map<String, DoubleSupplier> gauges) {}

  private static final class Histogram {
    final LongAdder[] buckets = new LongAdder[BOUNDS.length + 1];
    final LongAdder nanos = new LongAdder();

    Histogram() {
      for (int i = 0; i < buckets.length; i++) {
        buckets[i] = new LongAdder();
      }
    }

    void record(long duration) {
      int i = 0;
      while (i < BOUNDS.length && duration > BOUNDS[i] * 1e9) {
        i++;
      }
      buckets[i].increment();
      nanos.add(duration);
    }
  }

  Metrics() {
    counter("bulkhead_admission_requests_total", "Requests by how they were answered.");
    counter("bulkhead_admission_findings_total", "Findings by control and what became of them.");
    counter("bulkhead_admission_unknown_total", "Controls that could not judge an object.");
    counter("bulkhead_admission_budget_exceeded_total", "Requests whose time ended while judged.");
    counter("bulkhead_admission_refused_connections_total", "Requests that were not read, by cause.");
    counter("bulkhead_reload_total", "Reloads of settings and certificates.");
    counter("bulkhead_decision_log_errors_total", "Decisions that could not be logged.");
    gauge(
        "bulkhead_admission_in_flight",
        "Requests that are being answered.",
        "",
        () -> inFlight.get());
  }

  private synchronized Family family(String name, String help, String type) {
    return families.computeIfAbsent(
        name,
        n -> {
          order.add(n);
          return new Family(help, type, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        });
  }

  private void counter(String name, String help) {
    family(name, help, "counter");
  }

  /** A value that is read when it is asked for; {@code labels} such as {@code kind="Pod"}. */
  void gauge(String name, String help, String labels, DoubleSupplier value) {
    family(name, help, "gauge").gauges().put(labels, value);
  }

  /** Adds to a counter that the constructor declared; label names and values alternate. */
  void count(String name, String... labels) {
    Family family = families.get(name);
    if (family == null) {
      throw new IllegalArgumentException("no counter is called " + name);
    }
    family.counts().computeIfAbsent(labels(labels), l -> new LongAdder()).increment();
  }

  /** How long a review took on the server, from its last byte to the response's first. */
  void latency(long nanos) {
    latency.record(nanos);
  }

  static String labels(String... pairs) {
    var out = new StringBuilder();
    for (int i = 0; i < pairs.length; i += 2) {
      out.append(out.isEmpty() ? "" : ",")
          .append(pairs[i])
          .append("=\"")
          .append(pairs[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"))
          .append('"');
    }
    return out.toString();
  }

  /** Everything, as text. */
  String text() {
    var out = new StringBuilder(4096);
    List<String> names;
    synchronized (this) {
      names = List.copyOf(order);
    }
    for (String name : names) {
      Family family = families.get(name);
      if (family != null) {
        head(out, name, family.help(), family.type());
        family.counts().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach(e -> sample(out, name, e.getKey(), (double) e.getValue().sum()));
        family.gauges().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach(e -> sample(out, name, e.getKey(), e.getValue().getAsDouble()));
      }
    }
    histogram(out);
    return out.toString();
  }

  private void histogram(StringBuilder out) {
    String name = "bulkhead_admission_duration_seconds";
    head(out, name, "Time to answer a review, on the server.", "histogram");
    long sum = 0;
    for (int i = 0; i < latency.buckets.length; i++) {
      sum += latency.buckets[i].sum();
      String bound = i < BOUNDS.length ? number(BOUNDS[i]) : "+Inf";
      sample(out, name + "_bucket", labels("le", bound), (double) sum);
    }
    sample(out, name + "_sum", "", latency.nanos.sum() / 1e9);
    sample(out, name + "_count", "", (double) sum);
  }

  private static void head(StringBuilder out, String name, String help, String type) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private static void sample(StringBuilder out, String name, String labels, double value) {
    out.append(name);
    if (!labels.isEmpty()) {
      out.append('{').append(labels).append('}');
    }
    out.append(' ').append(number(value)).append('\n');
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : Double.isFinite(value)
            ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
            : String.valueOf(value);
  }
}
