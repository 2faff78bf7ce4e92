package dev.bulkhead.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that open, beside reviews that want an answer. */
class ArrivalsTest {
  /** The first bytes of a ClientHello: record type, version, length (RFC 8446, 5.1). */
  private static final byte[] BEGUN = {22, 3, 1, 2, 0};

  @TempDir Path folder;

  @Test
  void whoBeginsAHandshakeAndDoesNotEndItKeepsNobodyWaiting() throws Exception {
    int more = 3 * 16 * Runtime.getRuntime().availableProcessors();
    var begun = new ArrayList<Socket>();
    try (var served = Served.in(folder)) {
      for (int i = 0; i < more; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), served.uri().getPort());
        begun.add(socket);
        socket.getOutputStream().write(BEGUN);
      }

      assertThat(served.post(Served.review("u-1", true)).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : begun) {
        socket.close();
      }
    }
  }

  @Test
  void theNameOfWhoConnectsIsNotLookedUp() throws Exception {
    InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});

    assertThat(address.getHostName()).isEqualTo("127.0.0.1");
  }
}
