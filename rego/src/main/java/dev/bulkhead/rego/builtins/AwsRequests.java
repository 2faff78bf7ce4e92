package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.NumberValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.SetValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Requests to AWS, signed as its Signature Version 4 describes. */
final class AwsRequests {
  private static final List<String> CONFIG =
      List.of("aws_access_key", "aws_region", "aws_secret_access_key", "aws_service");
  private static final Set<String> UNSIGNED =
      Set.of("authorization", "user-agent", "x-amzn-trace-id");
  private static final String CONTENT_HASH = "x-amz-content-sha256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private AwsRequests() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure(
            "providers.aws.sign_req",
            3,
            (c, a) -> sign(Args.object(a, 0), Args.object(a, 1), Args.number(a, 2))));
  }

  private static Value sign(ObjectValue request, ObjectValue config, NumberValue time)
      throws BuiltinException {
    requireText(2, config, CONFIG, "AWS config");
    if (!time.isLong() || time.longValue() < 0) {
      throw operand(3, "could not convert time_ns value into a unix timestamp");
    }
    HttpRequests.check(request);
    requireText(1, request, List.of("method", "url"), "request");
    Url url = Url.parse(text(request, "url"));
    Map<String, String> headers = headers(request.get("headers"));
    boolean unsigned = flag(config.get("disable_payload_signing"));
    String hash = unsigned ? "UNSIGNED-PAYLOAD" : sha256(body(request));

    Instant at = Instant.EPOCH.plusNanos(time.longValue());
    Map<String, String> own = new TreeMap<>();
    own.put("host", url.host());
    own.put("x-amz-date", TIME.format(at));
    String service = text(config, "aws_service");
    if (service.equals("s3") || service.equals("glacier")) {
      own.put(CONTENT_HASH, hash);
    }
    if (!text(config, "aws_session_token").isEmpty()) {
      own.put("x-amz-security-token", text(config, "aws_session_token"));
    }
    var signed = new TreeMap<>(own);
    headers.forEach((name, value) -> {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!UNSIGNED.contains(lower)) {
        signed.put(lower, value);
      }
    });
    String canonical = canonical(text(request, "method"), url, signed, hash);
    headers.put("Authorization", authorization(config, TIME.format(at), signed, canonical));
    headers.putAll(own);
    return with(request, headers);
  }

  private static String canonical(
      String method, Url url, TreeMap<String, String> headers, String hash) {
    var out = new StringBuilder();
    out.append(method).append('\n').append(url.path()).append('\n').append(url.query());
    out.append('\n');
    headers.forEach((name, value) -> out.append(name).append(':').append(value).append('\n'));
    return out.append('\n')
        .append(String.join(";", headers.keySet()))
        .append('\n')
        .append(hash)
        .toString();
  }

  private static String authorization(
      ObjectValue config, String time, TreeMap<String, String> headers, String canonical) {
    String day = time.substring(0, 8);
    String region = text(config, "aws_region");
    String service = text(config, "aws_service");
    String scope = day + "/" + region + "/" + service + "/aws4_request";
    String text = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + sha256(canonical);
    byte[] key = ("AWS4" + text(config, "aws_secret_access_key")).getBytes(StandardCharsets.UTF_8);
    for (String part : List.of(day, region, service, "aws4_request", text)) {
      key = Hmacs.mac("HmacSHA256", key, part.getBytes(StandardCharsets.UTF_8));
    }
    return "AWS4-HMAC-SHA256 Credential="
        + text(config, "aws_access_key")
        + "/"
        + scope
        + ",SignedHeaders="
        + String.join(";", headers.keySet())
        + ",Signature="
        + HexFormat.of().formatHex(key);
  }

  private static String body(ObjectValue request) throws BuiltinException {
    Value raw = request.get("raw_body");
    if (raw != null) {
      return raw instanceof StringValue s ? s.value() : "";
    }
    Value body = request.get("body");
    return body == null ? "" : JsonText.compact(body);
  }

  private static Map<String, String> headers(@Nullable Value headers) throws BuiltinException {
    Map<String, String> out = new TreeMap<>();
    if (headers == null) {
      return out;
    }
    if (!(headers instanceof ObjectValue o)) {
      throw Args.type(0, "object", headers);
    }
    o.entries().forEach((k, v) -> out.put(text(k), text(v)));
    return out;
  }

  private static Value with(ObjectValue request, Map<String, String> headers) {
    var object = new HashMap<Value, Value>();
    headers.forEach((k, v) -> object.put(StringValue.of(k), StringValue.of(v)));
    var out = new HashMap<>(request.entries());
    out.put(StringValue.of("headers"), ObjectValue.wrap(object));
    return ObjectValue.wrap(out);
  }

  private static boolean flag(@Nullable Value value) throws BuiltinException {
    return switch (value) {
      case null -> false;
      case BooleanValue b -> b == BooleanValue.TRUE;
      default -> throw operand(2, "invalid value for 'disable_payload_signing' in AWS config");
    };
  }

  private static void requireText(
      int position, ObjectValue object, List<String> fields, String kind) throws BuiltinException {
    refuse(position, "missing required " + kind, fields, f -> object.get(f) == null);
    refuse(
        position,
        "invalid values for required " + kind,
        fields,
        f -> !(object.get(f) instanceof StringValue));
  }

  private static void refuse(
      int position, String what, List<String> fields, Predicate<String> wrong)
      throws BuiltinException {
    List<Value> names = fields.stream().filter(wrong).map(f -> (Value) StringValue.of(f)).toList();
    if (!names.isEmpty()) {
      throw operand(position, what + " parameters(s): " + SetValue.of(names));
    }
  }

  static BuiltinException operand(int position, String message) {
    return new BuiltinException(Args.TYPE, "operand " + position + " " + message);
  }

  private static String text(ObjectValue object, String field) {
    Value value = object.get(field);
    return value == null ? "" : text(value);
  }

  private static String text(Value value) {
    return value instanceof StringValue s ? s.value() : "";
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The parts of a URL that are signed, escaped. */
  private record Url(String host, String path, String query) {
    static Url parse(String text) throws BuiltinException {
      try {
        var uri = new java.net.URI(text);
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        return new Url(
            authority.substring(authority.lastIndexOf('@') + 1),
            uri.getRawPath() == null ? "" : uri.getRawPath(),
            uri.getRawQuery() == null ? "" : uri.getRawQuery());
      } catch (java.net.URISyntaxException e) {
        throw Args.error("parse \"" + text + "\": invalid URL");
      }
    }
  }
}
