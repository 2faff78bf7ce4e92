package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Requests as {@code http.send} takes them. */
final class HttpRequests {
  private static final Set<String> REQUIRED = Set.of("method", "url");
  private static final Set<String> ALLOWED =
      Set.of(
          "method",
          "url",
          "body",
          "enable_redirect",
          "force_json_decode",
          "force_yaml_decode",
          "headers",
          "raw_body",
          "tls_use_system_certs",
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
          "timeout",
          "cache",
          "force_cache",
          "force_cache_duration_seconds",
          "raise_error",
          "caching_mode",
          "max_retry_attempts",
          "cache_ignored_headers");

  private HttpRequests() {}

  /** Refuses fields that no request has, and requests without a method or a URL. */
  static void check(ObjectValue request) throws BuiltinException {
    var unknown = new ArrayList<Value>();
    for (Value key : request.sortedKeys()) {
      if (!(key instanceof StringValue s && ALLOWED.contains(s.value()))) {
        unknown.add(key);
      }
    }
    if (!unknown.isEmpty()) {
      throw operand("invalid request parameters(s): " + SetValue.of(unknown));
    }
    List<Value> missing =
        REQUIRED.stream()
            .map(StringValue::of)
            .filter(f -> request.get(f) == null)
            .map(f -> (Value) f)
            .toList();
    if (!missing.isEmpty()) {
      throw operand("missing required request parameters(s): " + SetValue.of(missing));
    }
  }

  private static BuiltinException operand(String message) {
    return new BuiltinException(Args.TYPE, "operand 1 " + message);
  }
}
