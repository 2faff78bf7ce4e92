package dev.bulkhead.rego.builtins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.bulkhead.rego.PreparedQuery;
import dev.bulkhead.rego.Rego;
import dev.bulkhead.rego.builtins.Declaration.Capability;
import dev.bulkhead.rego.eval.DataSet;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Requests to a server on this machine. */
class NetworkTest {
  private static final AtomicInteger REQUESTS = new AtomicInteger();
  private static HttpServer server;
  private static Value input;

  @BeforeAll
  static void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          REQUESTS.incrementAndGet();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String text =
              "{\"method\": \"%s\", \"body\": %s, \"token\": \"%s\"}"
                  .formatted(
                      exchange.getRequestMethod(),
                      body.isEmpty() ? "null" : body,
                      exchange.getRequestHeaders().getFirst("X-Token"));
          byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/a";
    input = ObjectValue.of(Map.of(StringValue.of("url"), StringValue.of(url)));
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static PreparedQuery query(String rules) {
    return Rego.compiler()
        .grant(Capability.NETWORK)
        .module("t.rego", "package t\n\n" + rules)
        .compile()
        .prepare("data.t.p");
  }

  private static String granted(String term) {
    return String.valueOf(query("p := " + term).value(input, DataSet.EMPTY));
  }

  @Test
  void aRequestGivesStatusHeadersAndBody() {
    assertThat(
            granted(
                """
                [r.status, r.status_code, r.body, r.headers["content-type"], json.unmarshal(r.raw_body) == r.body] if {
                  r := http.send({"method": "post", "url": input.url, "body": {"a": [1]}, "headers": {"X-Token": "t"}})
                }
                """))
        .isEqualTo(
            "[\"200 OK\", 200, {\"body\": {\"a\": [1]}, \"method\": \"POST\", \"token\": \"t\"},"
                + " [\"application/json\"], true]");
  }

  @Test
  void equalRequestsOfAnEvaluationAreSentOnce() {
    int before = REQUESTS.get();
    assertThat(
            granted(
                "[http.send({\"method\": \"get\", \"url\": input.url}).status_code | some i in [1, 2]]"))
        .isEqualTo("[200, 200]");
    assertThat(REQUESTS.get() - before).isEqualTo(1);
  }

  @Test
  void whatCannotBeSentIsUndefinedOrAnAnswerWithoutStatus() {
    assertThat(granted("http.send({\"method\": \"get\", \"url\": \"http://127.0.0.1:1/\"})"))
        .isEqualTo("null");
    assertThat(
            granted(
                """
                [r.status_code, r.error.code] if {
                  r := http.send({"method": "get", "url": "http://127.0.0.1:1/", "raise_error": false})
                }
                """))
        .isEqualTo("[0, \"eval_http_send_network_error\"]");
    assertThat(
            granted(
                """
                r.error.message if {
                  r := http.send({"method": "get", "url": input.url, "tls_insecure_skip_verify": true, "raise_error": false})
                }
                """))
        .isEqualTo("\"tls_insecure_skip_verify is not supported\"");
  }

  @Test
  void namesAreLookedUp() {
    assertThat(granted("\"127.0.0.1\" in net.lookup_ip_addr(\"127.0.0.1\")")).isEqualTo("true");
  }

  @Test
  void withoutTheGrantACallDoesNotCompile() {
    for (String call :
        List.of("http.send({\"method\": \"get\", \"url\": \"x\"})", "net.lookup_ip_addr(\"x\")")) {
      assertThatThrownBy(
              () -> Rego.compiler().module("t.rego", "package t\n\np := " + call).compile())
          .hasMessageContaining("it needs the capability network, which is not granted");
    }
  }

  @Test
  void aTestMayReplaceTheCall() {
    PreparedQuery query =
        query(
            """
            p if q with http.send as {"status_code": 204}

            q if http.send({"method": "get", "url": "https://example.com"}).status_code == 204
            """);
    assertThat(Objects.requireNonNull(query.value(input, DataSet.EMPTY))).hasToString("true");
  }
}
