package dev.bulkhead.normalize.traefik;

import dev.bulkhead.normalize.Plain;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Traefik's static configuration from arguments ({@code --entrypoints.web.address=:80}),
 * environment ({@code TRAEFIK_ENTRYPOINTS_WEB_ADDRESS}) and values of its chart, brought into the
 * form of its file. Names of arguments are case-insensitive (Traefik documentation, static
 * configuration).
 */
public final class StaticSettings {
  private static final List<String> NAMES =
      List.of(
          "accessLog",
          "addEntryPointsLabels",
          "addInternals",
          "addRoutersLabels",
          "addServicesLabels",
          "advertisedPort",
          "allowACMEByPass",
          "allowCrossNamespace",
          "allowEmptyServices",
          "allowExternalNameServices",
          "asDefault",
          "basePath",
          "bufferingSize",
          "caServer",
          "certificatesResolvers",
          "certResolver",
          "checkNewVersion",
          "defaultMode",
          "dnsChallenge",
          "entryPoint",
          "entryPoints",
          "exposedByDefault",
          "filePath",
          "forwardedHeaders",
          "httpChallenge",
          "idleTimeout",
          "ingressClass",
          "insecureSkipVerify",
          "keyType",
          "kubernetesCRD",
          "kubernetesGateway",
          "kubernetesIngress",
          "kubernetesIngressNGINX",
          "labelSelector",
          "lifeCycle",
          "manualRouting",
          "minDuration",
          "nativeLBByDefault",
          "proxyProtocol",
          "readTimeout",
          "respondingTimeouts",
          "retryAttempts",
          "rootCAs",
          "sendAnonymousUsage",
          "serversTransport",
          "statusCodes",
          "tcpServersTransport",
          "tlsChallenge",
          "trustedIPs",
          "writeTimeout");

  private static final Map<String, String> CANONICAL = new TreeMap<>();

  /** Switches, which Traefik reads as Go's {@code strconv.ParseBool} does, from files as well. */
  private static final Set<String> SWITCHES =
      Set.of(
          "allowCrossNamespace",
          "allowExternalNameServices",
          "asDefault",
          "dashboard",
          "debug",
          "insecure",
          "insecureSkipVerify");

  static {
    NAMES.forEach(name -> CANONICAL.put(name.toLowerCase(Locale.ROOT), name));
  }

  private final Map<String, Object> settings = new LinkedHashMap<>();
  private final Map<String, String> pointers = new LinkedHashMap<>();

  /** Takes an argument; others than long options are ignored. */
  public void argument(String argument, String pointer) {
    if (!argument.startsWith("--") || argument.length() < 3) {
      return;
    }
    int equals = argument.indexOf('=');
    String name = argument.substring(2, equals < 0 ? argument.length() : equals);
    written(name.split("\\.", -1), equals < 0 ? "true" : argument.substring(equals + 1), pointer);
  }

  /** Takes a variable; others than Traefik's are ignored. */
  public void variable(String name, String value, String pointer) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (upper.startsWith("TRAEFIK_")) {
      written(upper.substring(8).toLowerCase(Locale.ROOT).split("_", -1), value, pointer);
    }
  }

  private void written(String[] parts, String value, String pointer) {
    var path = new ArrayList<String>();
    for (int i = 0; i < parts.length; i++) {
      String part = parts[i];
      path.add(CANONICAL.getOrDefault(part.toLowerCase(Locale.ROOT), plain(part, i)));
    }
    put(path, value(path.getLast(), value), pointer);
  }

  /** Sets what the file calls by this path, but not over what is set below it. */
  void put(List<String> path, Object value, String pointer) {
    Map<String, Object> at = settings;
    for (int i = 0; i < path.size() - 1; i++) {
      pointers.putIfAbsent(dotted(path, i + 1), pointer);
      at = below(at, path.get(i));
    }
    pointers.put(dotted(path, path.size()), pointer);
    if (!(at.get(path.getLast()) instanceof Map)) {
      at.put(path.getLast(), value);
    }
  }

  /** Sets all that a node says; what is set to null there is not set. */
  void put(List<String> path, Tree from) {
    if (from.node() instanceof Node.Mapping m && !m.entries().isEmpty()) {
      pointers.put(dotted(path, path.size()), from.pointer());
      from.entries()
          .forEach((key, value) -> {
            var inner = new ArrayList<>(path);
            inner.add(key);
            put(inner, value);
          });
      return;
    }
    Object value = Plain.of(path.getLast(), from.node());
    if (value != null) {
      put(path, switched(path.getLast(), value), from.pointer());
    }
  }

  /** Says where a setting would stand, for what is not set. */
  void place(String setting, String pointer) {
    pointers.putIfAbsent(setting, pointer);
  }

  private static String dotted(List<String> path, int length) {
    return String.join(".", path.subList(0, length));
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
      default -> switched(name, value);
    };
  }

  private static Object switched(String name, Object value) {
    if (!SWITCHES.contains(name)) {
      return value;
    }
    return switch (value.toString()) {
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      case "0", "f", "F", "false", "FALSE", "False" -> false;
      default -> value;
    };
  }

  public boolean isEmpty() {
    return settings.isEmpty();
  }

  /** The value of a setting; null where it is not set. */
  public @Nullable Object get(String... path) {
    Object at = settings;
    for (String name : path) {
      at = at instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return at;
  }

  public Map<String, Object> settings() {
    return settings;
  }

  public Map<String, String> pointers() {
    return pointers;
  }
}
