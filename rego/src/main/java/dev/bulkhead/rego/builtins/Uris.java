package dev.bulkhead.rego.builtins;

import dev.bulkhead.rego.value.BooleanValue;
import dev.bulkhead.rego.value.ObjectValue;
import dev.bulkhead.rego.value.StringValue;
import dev.bulkhead.rego.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** URIs (RFC 3986), read as leniently as Go's net/url does. */
final class Uris {
  private static final String USER_SPECIAL = "-._~!$&'()*+,;=:%@";

  private Uris() {}

  static List<Declaration> declarations() {
    return List.of(
        Declaration.pure("uri.parse", 1, (c, a) -> parse(Args.string(a, 0))),
        Declaration.pure("uri.is_valid", 1, (c, a) -> isValid(a[0])));
  }

  private static Value isValid(Value value) {
    if (!(value instanceof StringValue s) || s.value().isEmpty()) {
      return BooleanValue.FALSE;
    }
    try {
      parse(s.value());
      return BooleanValue.TRUE;
    } catch (BuiltinException e) {
      return BooleanValue.FALSE;
    }
  }

  private static Value parse(String text) throws BuiltinException {
    Map<Value, Value> out = new HashMap<>();
    int hash = text.indexOf('#');
    String uri = hash < 0 ? text : text.substring(0, hash);
    try {
      parts(uri, out);
    } catch (BuiltinException e) {
      throw Args.error("parse " + Args.quote(uri) + ": " + e.getMessage());
    }
    if (hash >= 0) {
      try {
        put(out, "fragment", PercentCode.FRAGMENT.decode(text.substring(hash + 1)));
      } catch (BuiltinException e) {
        throw Args.error("parse " + Args.quote(text) + ": " + e.getMessage());
      }
    }
    return ObjectValue.wrap(out);
  }

  private static void put(Map<Value, Value> out, String name, String part) {
    if (!part.isEmpty()) {
      out.put(StringValue.of(name), StringValue.of(part));
    }
  }

  private static void parts(String uri, Map<Value, Value> out) throws BuiltinException {
    if (uri.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw Args.error("net/url: invalid control character in URL");
    }
    int colon = schemeEnd(uri);
    String scheme = uri.substring(0, Math.max(colon, 0));
    String rest = uri.substring(colon + 1);
    put(out, "scheme", scheme.toLowerCase(Locale.ROOT));
    int question = rest.indexOf('?');
    if (question >= 0) {
      put(out, "raw_query", rest.substring(question + 1));
      rest = rest.substring(0, question);
    }
    if (!rest.startsWith("/")) {
      if (!scheme.isEmpty()) {
        return;
      }
      int slash = rest.indexOf('/');
      if ((slash < 0 ? rest : rest.substring(0, slash)).indexOf(':') >= 0) {
        throw Args.error("first path segment in URL cannot contain colon");
      }
    }
    boolean authority = rest.startsWith("//") && (!scheme.isEmpty() || !rest.startsWith("///"));
    if (authority) {
      int slash = rest.indexOf('/', 2);
      int end = slash < 0 ? rest.length() : slash;
      authority(rest.substring(2, end), out);
      rest = rest.substring(end);
    }
    String path = PercentCode.PATH.decode(rest);
    put(out, "path", path);
    put(out, "raw_path", isDefaultForm(rest, path) ? path : rest);
  }

  /** Go keeps the raw path only where encoding the path again would not give it. */
  private static boolean isDefaultForm(String raw, String path) {
    var out = new StringBuilder();
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (b >= 'a' && b <= 'z')
              || (b >= 'A' && b <= 'Z')
              || (b >= '0' && b <= '9')
              || "-_.~$&+,/:;=@".indexOf(b) >= 0;
      out.append(plain ? Character.toString(b) : String.format("%%%02X", b));
    }
    return raw.contentEquals(out);
  }

  /** The place of the colon behind the scheme; -1 where there is none. */
  private static int schemeEnd(String uri) throws BuiltinException {
    for (int i = 0; i < uri.length(); i++) {
      char c = uri.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean further = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
      if (c == ':') {
        if (i == 0) {
          throw Args.error("missing protocol scheme");
        }
        return i;
      }
      if (!letter && (!further || i == 0)) {
        return -1;
      }
    }
    return -1;
  }

  private static void authority(String text, Map<Value, Value> out) throws BuiltinException {
    int at = text.lastIndexOf('@');
    String host = host(text.substring(at + 1));
    if (at >= 0) {
      String user = text.substring(0, at);
      boolean sound =
          user.chars()
              .allMatch(
                  c -> (c < 128 && Character.isLetterOrDigit(c)) || USER_SPECIAL.indexOf(c) >= 0);
      if (!sound) {
        throw Args.error("net/url: invalid userinfo");
      }
      PercentCode.USER.decode(user);
    }
    int colon = host.lastIndexOf(':');
    boolean port =
        colon >= 0 && host.substring(colon + 1).chars().allMatch(c -> c >= '0' && c <= '9');
    String name = port ? host.substring(0, colon) : host;
    boolean brackets = name.startsWith("[") && name.endsWith("]");
    put(out, "hostname", brackets ? name.substring(1, name.length() - 1) : name);
    put(out, "port", port ? host.substring(colon + 1) : "");
  }

  private static String host(String text) throws BuiltinException {
    if (text.startsWith("[")) {
      int close = text.lastIndexOf(']');
      if (close < 0) {
        throw Args.error("missing ']' in host");
      }
      checkPort(text.substring(close + 1));
      int zone = text.substring(0, close).indexOf("%25");
      return zone < 0
          ? PercentCode.HOST.decode(text)
          : PercentCode.HOST.decode(text.substring(0, zone))
              + PercentCode.PATH.decode(text.substring(zone, close))
              + PercentCode.HOST.decode(text.substring(close));
    }
    int colon = text.lastIndexOf(':');
    if (colon >= 0) {
      checkPort(text.substring(colon));
    }
    return PercentCode.HOST.decode(text);
  }

  private static void checkPort(String text) throws BuiltinException {
    boolean sound =
        text.isEmpty()
            || (text.charAt(0) == ':'
                && text.substring(1).chars().allMatch(c -> c >= '0' && c <= '9'));
    if (!sound) {
      throw Args.error("invalid port " + Args.quote(text) + " after host");
    }
  }
}
