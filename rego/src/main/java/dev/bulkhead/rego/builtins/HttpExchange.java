package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ArrayValue;
import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.JsonReader;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import dev.bulkhead.rego.value.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends a request and shows its response as {@code http.send} does. */
final class HttpExchange {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MAX_BODY = 10 * 1024 * 1024;

  /** Fields that would have to change the connection, or keep responses beyond an evaluation. */
  private static final List<String> NOT_PROVIDED =
      List.of(
          "tls_ca_cert",
          "tls_ca_cert_file",
          "tls_ca_cert_env_variable",
          "tls_client_cert",
          "tls_client_cert_file",
          "tls_client_cert_env_variable",
          "tls_client_key",
          "tls_client_key_file",
          "tls_client_key_env_variable",
          "tls_insecure_skip_verify",
          "tls_server_name",
          "force_cache",
          "max_retry_attempts");

  private HttpExchange() {}

  private record CacheKey(ObjectValue request) {}

  private sealed interface Outcome {
    record Response(Value value) implements Outcome {}

    record Failure(String code, String message) implements Outcome {}
  }

  /** The response; equal requests of one evaluation are sent once. */
  static Value result(BuiltinContext context, ObjectValue request) throws BuiltinException {
    Outcome outcome = context.memo(new CacheKey(request), () -> exchange(request));
    return switch (outcome) {
      case Outcome.Response r -> r.value();
      case Outcome.Failure f -> {
        if (request.get("raise_error") == BooleanValue.FALSE) {
          yield failure(f);
        }
        throw Args.error(f.message());
      }
    };
  }

  private static Value failure(Outcome.Failure f) {
    Map<Value, Value> error = new HashMap<>();
    error.put(StringValue.of("code"), StringValue.of(f.code()));
    error.put(StringValue.of("message"), StringValue.of(f.message()));
    Map<Value, Value> out = new HashMap<>();
    out.put(StringValue.of("status_code"), NumberValue.of(0));
    out.put(StringValue.of("error"), ObjectValue.wrap(error));
    return ObjectValue.wrap(out);
  }

  private static Outcome exchange(ObjectValue request) {
    try (HttpClient client = client(request)) {
      HttpResponse<InputStream> response =
          client.send(request(request), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(MAX_BODY + 1);
        return bytes.length > MAX_BODY
            ? network("the response is longer than " + MAX_BODY + " bytes")
            : new Outcome.Response(response(request, response, bytes));
      }
    } catch (BuiltinException | IllegalArgumentException e) {
      return new Outcome.Failure("eval_http_send_internal_error", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return network(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return network("interrupted");
    }
  }

  private static Outcome network(String message) {
    return new Outcome.Failure("eval_http_send_network_error", message);
  }

  private static HttpClient client(ObjectValue request) {
    boolean follow = request.get("enable_redirect") == BooleanValue.TRUE;
    return HttpClient.newBuilder()
        .followRedirects(follow ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER)
        .connectTimeout(PATIENCE)
        .build();
  }

  private static HttpRequest request(ObjectValue request) throws BuiltinException {
    for (String field : NOT_PROVIDED) {
      Value value = request.get(field);
      if (value != null && value != BooleanValue.FALSE) {
        throw Args.error(field + " is not supported");
      }
    }
    HttpRequest.Builder out =
        HttpRequest.newBuilder(URI.create(text(request.get("url"), "url")))
            .timeout(timeout(request.get("timeout")))
            .method(
                text(request.get("method"), "method").toUpperCase(Locale.ROOT),
                HttpRequest.BodyPublishers.ofString(body(request)));
    if (request.get("headers") instanceof ObjectValue headers) {
      for (Value name : headers.sortedKeys()) {
        out.header(text(name, "headers"), text(headers.get(name), "headers"));
      }
    }
    return out.build();
  }

  private static String text(@Nullable Value value, String field) throws BuiltinException {
    if (value instanceof StringValue s) {
      return s.value();
    }
    throw Args.error(field + " must be a string");
  }

  private static Duration timeout(@Nullable Value value) throws BuiltinException {
    return switch (value) {
      case null -> PATIENCE;
      case NumberValue n when n.isLong() && n.longValue() > 0 -> Duration.ofNanos(n.longValue());
      case StringValue s -> Duration.ofNanos(Durations.parse(s.value()));
      default -> throw Args.error("invalid timeout " + value);
    };
  }

  private static String body(ObjectValue request) throws BuiltinException {
    if (request.get("raw_body") instanceof StringValue raw) {
      return raw.value();
    }
    Value body = request.get("body");
    return body == null ? "" : JsonText.compact(body);
  }

  private static Value response(
      ObjectValue request, HttpResponse<InputStream> response, byte[] bytes) {
    String raw = new String(bytes, StandardCharsets.UTF_8);
    Map<Value, Value> headers = new HashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> {
          var list = new ArrayList<Value>();
          values.forEach(v -> list.add(StringValue.of(v)));
          headers.put(StringValue.of(name.toLowerCase(Locale.ROOT)), ArrayValue.of(list));
        });
    Map<Value, Value> out = new HashMap<>();
    out.put(StringValue.of("status_code"), NumberValue.of(response.statusCode()));
    out.put(StringValue.of("status"), StringValue.of(status(response.statusCode())));
    out.put(StringValue.of("raw_body"), StringValue.of(raw));
    out.put(StringValue.of("headers"), ObjectValue.wrap(headers));
    String type = response.headers().firstValue("content-type").orElse("");
    Value body = parsed(request, type, raw);
    if (body != null) {
      out.put(StringValue.of("body"), body);
    }
    return ObjectValue.wrap(out);
  }

  private static String status(int code) {
    String reason =
        switch (code) {
          case 200 -> " OK";
          case 201 -> " Created";
          case 204 -> " No Content";
          case 301 -> " Moved Permanently";
          case 302 -> " Found";
          case 304 -> " Not Modified";
          case 400 -> " Bad Request";
          case 401 -> " Unauthorized";
          case 403 -> " Forbidden";
          case 404 -> " Not Found";
          case 500 -> " Internal Server Error";
          case 502 -> " Bad Gateway";
          case 503 -> " Service Unavailable";
          default -> "";
        };
    return code + reason;
  }

  /** The body, where its type or the request says what it is; null where it does not read so. */
  private static @Nullable Value parsed(ObjectValue request, String type, String raw) {
    boolean json =
        request.get("force_json_decode") == BooleanValue.TRUE || type.contains("application/json");
    boolean yaml =
        request.get("force_yaml_decode") == BooleanValue.TRUE
            || type.contains("application/yaml")
            || type.contains("application/x-yaml");
    try {
      if (json) {
        return JsonReader.read(raw);
      }
      return yaml ? YamlReader.read(raw) : null;
    } catch (IOException | YamlReader.YamlException e) {
      return null;
    }
  }
}
