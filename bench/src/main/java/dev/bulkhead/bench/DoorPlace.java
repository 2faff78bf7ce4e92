package dev.bulkhead.bench;

import dev.bulkhead.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A folder with what a webhook needs: a fleet's snapshot, a certificate, room for a log. */
record DoorPlace(Path folder, SSLContext tls) implements AutoCloseable {

  static DoorPlace with(int resources) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("door");
    Path fleet = folder.resolve("fleet");
    Fleet.write(fleet, resources / Fleet.PER_TENANT);
    var err = new PrintWriter(System.err, true);
    int code =
        Main.execute(
            new String[] {"snapshot", fleet.toString(), "-o", snapshot(folder).toString()},
            err,
            err);
    if (code != 0) {
      throw new IOException("no snapshot could be made");
    }
    var out = new DoorPlace(folder, trusting());
    out.certificate("ec");
    return out;
  }

  /** Writes another certificate and key over those that are there. */
  void certificate(String kind) throws IOException, InterruptedException {
    List<String> key =
        kind.equals("ec")
            ? List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1")
            : List.of("-newkey", "rsa:2048");
    var command =
        new java.util.ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-days", "2"));
    command.addAll(key);
    command.addAll(List.of("-subj", "/CN=localhost"));
    command.addAll(
        List.of(
            "-keyout",
            folder.resolve("tls.key").toString(),
            "-out",
            folder.resolve("tls.crt").toString()));
    Process made =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (made.waitFor() != 0) {
      throw new IOException("openssl made no certificate");
    }
  }

  private static Path snapshot(Path folder) {
    return folder.resolve("snapshot.json");
  }

  /** What a server is started with, but for its ports and log. */
  List<String> options() {
    return List.of(
        "--context", snapshot(folder).toString(), "--cert-dir", folder.toString(), "--drain", "1");
  }

  /** Trusts everybody: it is the server that is measured. */
  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Everybody()}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class Everybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
