package dev.bulkhead.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code bulkhead serve} in a process of its own, and what the system says of that process. */
final class ServerProcess implements AutoCloseable {
  /** Clock ticks a second in {@code /proc/PID/stat} (proc(5): USER_HZ, 100 on Linux). */
  private static final double TICKS = 100;

  private static final Pattern TOOK = Pattern.compile("\"tookMicros\":(\\d+)");

  private static final Pattern WHAT =
      Pattern.compile("\"operation\":\"(\\w+)\".*?\"kind\":\"(\\w+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ProcessBuilder builder;
  private final Path output;
  private final Path log;
  final int port;
  private final int health;
  private Process process;
  double readySeconds;

  /**
   * Starts a server and waits until it is ready.
   *
   * @param command the program, its arguments before {@code serve} among it
   * @param log where decisions go
   */
  ServerProcess(List<String> command, Path folder, Path log, List<String> options)
      throws IOException, InterruptedException {
    this.log = log;
    this.port = freePort();
    this.health = freePort();
    var whole = new ArrayList<>(command);
    whole.addAll(
        List.of(
            "serve", "--listen", "127.0.0.1", "--port", "" + port, "--health-port", "" + health));
    whole.addAll(List.of("--decision-log", log.toString(), "--decision-log-size", "1024"));
    whole.addAll(options);
    this.output = folder.resolve("serve.log");
    this.builder =
        new ProcessBuilder(whole)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    this.process = builder.start();
    awaitReady();
  }

  /** Starts the server anew, on the same ports and with the same log. */
  void start() throws IOException, InterruptedException {
    process = builder.start();
    awaitReady();
  }

  private void awaitReady() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() - begun > 120e9) {
        process.destroyForcibly();
        throw new IOException("the server did not become ready:\n" + Files.readString(output));
      }
      Thread.sleep(10);
    }
    readySeconds = (System.nanoTime() - begun) / 1e9;
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  boolean ready() throws InterruptedException {
    return get("/readyz").equals("ok\n");
  }

  /** Text of a path on the port for probes; empty where it does not answer or says no. */
  String get(String path) throws InterruptedException {
    try {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + health + path)).build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body() : "";
    } catch (IOException e) {
      return "";
    }
  }

  long pid() {
    return process.pid();
  }

  /** User and system time so far. */
  double cpuSeconds() throws IOException {
    return cpuSeconds(pid());
  }

  /** The same of any process. */
  static double cpuSeconds(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    // the name in brackets may contain anything; fields 14 and 15 are the twelfth and next after it
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
  }

  /** Resident memory now. */
  double mebibytes() throws IOException {
    return mebibytes(pid());
  }

  /** The same of any process. */
  static double mebibytes(long pid) throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no VmRSS");
  }

  /** How many decisions were logged so far. */
  long decisions() throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.count();
    }
  }

  /**
   * What a decision took on the server.
   *
   * @param what the operation and the kind of the object
   */
  record Took(long micros, String what) {}

  /** What decisions took, fastest first, after the first so many of the log. */
  List<Took> took(long skip) throws IOException {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .skip(skip)
          .map(ServerProcess::took)
          .sorted(Comparator.comparingLong(Took::micros))
          .toList();
    }
  }

  private static Took took(String line) {
    Matcher took = TOOK.matcher(line);
    Matcher what = WHAT.matcher(line);
    if (!took.find() || !what.find()) {
      throw new IllegalStateException("no line of a decision: " + line);
    }
    return new Took(Long.parseLong(took.group(1)), what.group(1) + " " + what.group(2));
  }

  /** What lives on the heap after a full collection, which this asks for. */
  LiveHeap liveHeap() throws IOException, InterruptedException {
    return LiveHeap.read(jcmd("GC.class_histogram"));
  }

  private String jcmd(String request) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process asked =
        new ProcessBuilder(jcmd.toString(), "" + pid(), request).redirectErrorStream(true).start();
    String text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    asked.waitFor();
    return text;
  }

  long threads() throws IOException {
    return entries("task");
  }

  long openFiles() throws IOException {
    return entries("fd");
  }

  private long entries(String directory) throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/" + pid() + "/" + directory))) {
      return all.count();
    }
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, "" + pid()).start().waitFor();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, java.util.concurrent.TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    client.close();
  }
}
