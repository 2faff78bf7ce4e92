package dev.bulkhead.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Passes connections on to several servers in turn, and to the next where one does not take it:
 * what a Service of Kubernetes does, but that it looks at no probes.
 */
final class Balancer implements AutoCloseable {
  private final ServerSocket listening;
  private final List<Integer> ports;
  private final AtomicInteger turn = new AtomicInteger();

  Balancer(List<Integer> ports) throws IOException {
    this.ports = List.copyOf(ports);
    this.listening = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket client = listening.accept();
        client.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> connect(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void connect(Socket client) {
    int first = turn.getAndIncrement();
    for (int i = 0; i < ports.size(); i++) {
      int port = ports.get(Math.floorMod(first + i, ports.size()));
      var server = new Socket();
      try {
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        server.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> pass(client, server));
        pass(server, client);
        return;
      } catch (IOException e) {
        close(server);
      }
    }
    close(client);
  }

  /** Until one side ends, which ends both. */
  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
    } catch (IOException e) {
      // one of them is gone, and now the other is too
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is given up in any case
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
