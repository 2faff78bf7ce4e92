package dev.bulkhead.normalize.servers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Traefik's static configuration from arguments ({@code --entrypoints.web.address=:80}) and
 * environment ({@code TRAEFIK_ENTRYPOINTS_WEB_ADDRESS}), brought into the form of its file. Names
 * are case-insensitive there (Traefik documentation, static configuration).
 */
final class TraefikArguments {
  private static final List<String> NAMES =
      List.of(
          "accessLog",
          "allowCrossNamespace",
          "allowExternalNameServices",
          "asDefault",
          "certificatesResolvers",
          "certResolver",
          "entryPoint",
          "entryPoints",
          "forwardedHeaders",
          "insecureSkipVerify",
          "kubernetesCRD",
          "kubernetesGateway",
          "kubernetesIngress",
          "proxyProtocol",
          "rootCAs",
          "serversTransport",
          "tcpServersTransport",
          "trustedIPs");

  private static final Map<String, String> CANONICAL = new TreeMap<>();

  static {
    NAMES.forEach(name -> CANONICAL.put(name.toLowerCase(Locale.ROOT), name));
  }

  private final Map<String, Object> settings = new LinkedHashMap<>();
  private final Map<String, String> pointers = new LinkedHashMap<>();

  /** Takes an argument; others than long options are ignored. */
  void argument(String argument, String pointer) {
    if (!argument.startsWith("--") || argument.length() < 3) {
      return;
    }
    int equals = argument.indexOf('=');
    String name = argument.substring(2, equals < 0 ? argument.length() : equals);
    put(name.split("\\.", -1), equals < 0 ? "true" : argument.substring(equals + 1), pointer);
  }

  /** Takes a variable; others than Traefik's are ignored. */
  void variable(String name, String value, String pointer) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.startsWith("TRAEFIK_")) {
      put(upper.substring(8).toLowerCase(Locale.ROOT).split("_", -1), value, pointer);
    }
  }

  private void put(String[] parts, String value, String pointer) {
    Map<String, Object> at = settings;
    var path = new StringBuilder();
    for (int i = 0; i < parts.length; i++) {
      String name = CANONICAL.getOrDefault(parts[i].toLowerCase(Locale.ROOT), plain(parts[i], i));
      path.append(path.isEmpty() ? "" : ".").append(name);
      pointers.putIfAbsent(path.toString(), pointer);
      if (i == parts.length - 1) {
        pointers.put(path.toString(), pointer);
        if (!(at.get(name) instanceof Map)) {
          at.put(name, value(name, value));
        }
        return;
      }
      at = below(at, name);
    }
  }

  /** Names of entry points and resolvers stay as they are written. */
  private static String plain(String part, int index) {
    return index == 1 ? part : part.toLowerCase(Locale.ROOT);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> below(Map<String, Object> at, String name) {
    if (!(at.get(name) instanceof Map)) {
      at.put(name, new LinkedHashMap<String, Object>());
    }
    return (Map<String, Object>) at.get(name);
  }

  private static Object value(String name, String value) {
    if (name.equals("trustedIPs") || name.equals("middlewares")) {
      return new ArrayList<>(List.of(value.split("\\s*,\\s*", -1)));
    }
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> value;
    };
  }

  boolean isEmpty() {
    return settings.isEmpty();
  }

  Map<String, Object> settings() {
    return settings;
  }

  Map<String, String> pointers() {
    return pointers;
  }
}
