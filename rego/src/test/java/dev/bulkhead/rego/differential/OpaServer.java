package dev.bulkhead.rego.differential;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A running {@code opa}, which compiles each program in the place of the one before. */
final class OpaServer implements Runner, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** What is said of a program over which {@code opa} itself ends. */
  static final Outcome ENDED = Outcome.Refused.of(List.of("opa ended"));

  private final Path opa;
  private final String data;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Process process;
  private String address;

  private OpaServer(Path opa, String data) throws IOException, InterruptedException {
    this.opa = opa;
    this.data = data;
    this.address = freeAddress();
    this.process = launch();
    prepare();
  }

  /** The program named by the system property {@code opa}, or on the path; null for neither. */
  static @Nullable Path find() {
    String named = System.getProperty("opa", "");
    Stream<Path> places =
        named.isEmpty()
            ? Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(d -> Path.of(d, "opa"))
            : Stream.of(Path.of(named));
    return places.filter(Files::isExecutable).findFirst().orElse(null);
  }

  /**
   * Starts {@code opa} on a free port of this machine.
   *
   * @param data the base documents, below {@code data}
   */
  static OpaServer start(Path opa, String data) throws IOException, InterruptedException {
    return new OpaServer(opa, data);
  }

  private static String freeAddress() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "127.0.0.1:" + socket.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    return new ProcessBuilder(
            opa.toString(),
            "run",
            "--server",
            "--addr",
            address,
            "--log-level",
            "error",
            "--skip-version-check")
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Waits for the server and gives it the base documents. */
  private void prepare() throws InterruptedException {
    awaitStart();
    ObjectValue documents = (ObjectValue) Engine.json(data);
    for (Value name : documents.sortedKeys()) {
      String path = ((StringValue) name).value();
      send("PUT", "/v1/data/" + path, Objects.requireNonNull(documents.get(name)).toString());
    }
  }

  private void awaitStart() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        send("GET", "/health", "");
        return;
      } catch (UncheckedIOException e) {
        if (System.nanoTime() > deadline || !process.isAlive()) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private HttpResponse<byte[]> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + path))
            .timeout(PATIENCE)
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return sendTwice(request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A kept connection may be closed just as it is used again; each request may be repeated. */
  private HttpResponse<byte[]> sendTwice(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      if (!process.isAlive()) {
        throw e;
      }
      return client.send(request, BodyHandlers.ofByteArray());
    }
  }

  @Override
  public Outcome run(Program program) {
    try {
      return judge(program);
    } catch (UncheckedIOException e) {
      restart();
      return ENDED;
    }
  }

  private void restart() {
    process.destroyForcibly();
    try {
      address = freeAddress();
      process = launch();
      prepare();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Outcome judge(Program program) {
    HttpResponse<byte[]> compiled = send("PUT", "/v1/policies/t", program.module());
    if (compiled.statusCode() != 200) {
      return Outcome.Refused.of(codes(compiled.body()));
    }
    var answers = new ArrayList<Outcome.Answer>();
    for (String input : program.inputs()) {
      answers.add(answer(input));
    }
    return new Outcome.Evaluated(answers);
  }

  private Outcome.Answer answer(String input) {
    HttpResponse<byte[]> response = send("POST", "/v1/data/t", "{\"input\": " + input + "}");
    if (response.statusCode() != 200) {
      return new Outcome.Failure(codes(response.body()).getFirst());
    }
    Value result = object(response.body()).get("result");
    return Outcome.Document.of(result == null ? ObjectValue.EMPTY : result);
  }

  private static ObjectValue object(byte[] json) {
    return (ObjectValue) Engine.json(new String(json, StandardCharsets.UTF_8));
  }

  /** The codes of the errors; the code of the answer where it tells none. */
  private static List<String> codes(byte[] body) {
    ObjectValue answer = object(body);
    var out = new ArrayList<String>();
    if (answer.get("errors") instanceof ArrayValue errors) {
      for (Value error : errors) {
        if (((ObjectValue) error).get("code") instanceof StringValue code) {
          out.add(code.value());
        }
      }
    }
    if (out.isEmpty()) {
      out.add(String.valueOf(answer.get("code")));
    }
    return out;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
