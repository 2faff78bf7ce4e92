package dev.bulkhead.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Asks a webhook as an API server would: at a steady rate whether or not answers come, over
 * connections that are kept, each request with a timeout. What becomes of every request is counted.
 */
final class LoadClient {
  private static final int TIMEOUT_MILLIS = 3000;

  private final SSLContext tls;
  private final int port;
  private final String path;
  private final List<Reviews.Request> requests;
  private final AtomicLong tickets = new AtomicLong();
  private final LongAdder right = new LongAdder();
  private final LongAdder wronglyAllowed = new LongAdder();
  private final LongAdder wronglyDenied = new LongAdder();
  private final Map<String, LongAdder> without = new ConcurrentSkipListMap<>();
  private final List<long[]> latencies = new CopyOnWriteArrayList<>();

  LoadClient(SSLContext tls, int port, List<Reviews.Request> requests) {
    this(tls, port, "/validate?timeout=3s", requests);
  }

  /** The same for a webhook that is asked at another path. */
  LoadClient(SSLContext tls, int port, String path, List<Reviews.Request> requests) {
    this.tls = tls;
    this.port = port;
    this.path = path;
    this.requests = requests;
  }

  /**
   * What became of the requests.
   *
   * @param without requests that got no decision, by why; the failurePolicy decides on them
   * @param latency from when each request was due until its answer was read, in nanoseconds, sorted
   */
  record Outcome(
      long right,
      long wronglyAllowed,
      long wronglyDenied,
      Map<String, LongAdder> without,
      long[] latency,
      double seconds) {
    double millis(double quantile) {
      return latency.length == 0
          ? Double.NaN
          : latency[(int) Math.min(latency.length - 1, latency.length * quantile)] / 1e6;
    }

    long all() {
      return right + wronglyAllowed + wronglyDenied + lost();
    }

    long lost() {
      return without.values().stream().mapToLong(LongAdder::sum).sum();
    }

    @Override
    public String toString() {
      return "%d requests, %.0f a second: %d right, %d wrongly allowed, %d wrongly denied, without a decision %s; client p50 %.2f ms, p99 %.2f ms"
          .formatted(
              all(),
              all() / seconds,
              right,
              wronglyAllowed,
              wronglyDenied,
              without,
              millis(.5),
              millis(.99));
    }
  }

  /**
   * Sends at a rate for some time, and returns when every request has been answered or given up.
   */
  Outcome run(int connections, int rate, double seconds) throws InterruptedException {
    long begin = System.nanoTime() + 10_000_000;
    long count = Math.round(rate * seconds);
    var threads = new Thread[connections];
    for (int i = 0; i < connections; i++) {
      threads[i] = Thread.ofVirtual().start(() -> work(begin, rate, count));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    long[] all = latencies.stream().flatMapToLong(java.util.Arrays::stream).sorted().toArray();
    return new Outcome(
        right.sum(),
        wronglyAllowed.sum(),
        wronglyDenied.sum(),
        Map.copyOf(without),
        all,
        (System.nanoTime() - begin) / 1e9);
  }

  private void work(long begin, int rate, long count) {
    var own = new long[1024];
    int filled = 0;
    Connection connection = null;
    for (long ticket = tickets.getAndIncrement();
        ticket < count;
        ticket = tickets.getAndIncrement()) {
      long due = begin + ticket * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
      }
      Reviews.Request request = requests.get((int) (ticket % requests.size()));
      connection = ask(connection, request);
      if (filled == own.length) {
        own = java.util.Arrays.copyOf(own, own.length * 2);
      }
      own[filled++] = System.nanoTime() - due;
    }
    if (connection != null) {
      connection.close();
    }
    latencies.add(java.util.Arrays.copyOf(own, filled));
  }

  /** Asks, on a new connection where the kept one turns out closed: as Go's transport does. */
  private Connection ask(Connection kept, Reviews.Request request) {
    Connection connection = kept;
    for (boolean again = true; ; again = false) {
      boolean fresh = connection == null;
      try {
        connection = fresh ? new Connection(tls, port, path) : connection;
        String uid = uid();
        count(connection.ask(request.body(), uid), uid, request);
        if (connection.last) {
          connection.close();
          return null;
        }
        return connection;
      } catch (IOException e) {
        boolean untouched = connection != null && !connection.answering;
        if (connection != null) {
          connection.close();
        }
        connection = null;
        if (!fresh && untouched && again && !(e instanceof SocketTimeoutException)) {
          continue;
        }
        lost(e.getClass().getSimpleName() + (fresh ? " connecting" : ""));
        return null;
      }
    }
  }

  private void lost(String why) {
    without.computeIfAbsent(why, w -> new LongAdder()).increment();
  }

  private void count(Answer answer, String uid, Reviews.Request request) {
    if (answer.status != 200) {
      lost("status " + answer.status);
    } else if (!answer.body.contains("\"uid\":\"" + uid + "\"")) {
      lost("answer to another request");
    } else {
      boolean allowed = answer.body.contains("\"allowed\":true");
      (allowed == request.allowed() ? right : allowed ? wronglyAllowed : wronglyDenied).increment();
    }
  }

  private static String uid() {
    var random = ThreadLocalRandom.current();
    return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
  }

  private record Answer(int status, String body) {}

  private static final class Connection {
    private final Socket socket;
    private final InputStream in;
    private final String path;
    private boolean answering;
    private boolean last;

    Connection(SSLContext tls, int port, String path) throws IOException {
      this.path = path;
      var plain = new Socket();
      try {
        plain.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(TIMEOUT_MILLIS);
        var secure =
            (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", port, true);
        secure.startHandshake();
        this.socket = secure;
        this.in = new BufferedInputStream(secure.getInputStream());
      } catch (IOException e) {
        plain.close();
        throw e;
      }
    }

    Answer ask(byte[] body, String uid) throws IOException {
      answering = false;
      byte[] head =
          ("POST "
                  + path
                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                  + body.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1);
      byte[] whole = java.util.Arrays.copyOf(head, head.length + body.length);
      System.arraycopy(body, 0, whole, head.length, body.length);
      int at = new String(body, StandardCharsets.ISO_8859_1).indexOf(Reviews.UID);
      if (at >= 0) {
        byte[] own = uid.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(own, 0, whole, head.length + at, own.length);
      }
      socket.getOutputStream().write(whole);
      int status = Integer.parseInt(line().split(" ", 3)[1]);
      answering = true;
      int length = 0;
      last = false;
      for (String header = line(); !header.isEmpty(); header = line()) {
        String lower = header.toLowerCase(java.util.Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(lower.substring("content-length:".length()).strip());
        }
        last |= lower.equals("connection: close");
      }
      byte[] text = in.readNBytes(length);
      if (text.length < length) {
        throw new IOException("the answer ended early");
      }
      return new Answer(status, new String(text, StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
      var out = new StringBuilder(64);
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the connection ended");
        }
        if (c != '\r') {
          out.append((char) c);
        }
      }
      return out.toString();
    }

    void close() {
      try {
        socket.close();
      } catch (IOException e) {
        // it is given up in any case
      }
    }
  }
}
