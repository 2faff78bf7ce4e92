package dev.bulkhead.normalize.files;

import dev.bulkhead.model.CredentialExposure;
import dev.bulkhead.model.Meta;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.secrets.Detection;
import dev.bulkhead.secrets.Digest;
import dev.bulkhead.secrets.SecretDetector;
import dev.bulkhead.source.Format;
import dev.bulkhead.source.Node;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at every scalar of a document for secrets in plain text. */
public final class CredentialScan {
  private static final Set<String> OPEN =
      Set.of(
          "user",
          "username",
          "login",
          "email",
          "host",
          "hostname",
          "port",
          "server",
          "endpoint",
          "region",
          "bucket",
          "namespace",
          "name",
          "database",
          "dbname",
          "db",
          "crt",
          "cert",
          "ca",
          "type");

  /** What stands before {@code secret} where the value is one. */
  private static final Set<String> HELD =
      Set.of("client", "consumer", "jwt", "shared", "api", "app", "webhook", "session", "cookie");

  private final Digest digest;

  public CredentialScan(Digest digest) {
    this.digest = digest;
  }

  public void scan(Kind kind, Sink sink) {
    Node root = kind.tree().node();
    if (root == null || encrypted(root)) {
      return;
    }
    String holder = holder(kind);
    if (!holder.isEmpty()) {
      walk(kind, sink, holder, null, null, root);
    }
  }

  /** Files that SOPS encrypted, and sealed secrets, hold nothing in plain text. */
  private static boolean encrypted(Node root) {
    return root instanceof Node.Mapping m
        && (m.get("sops") != null
            || (m.get("kind") instanceof Node.Scalar k && k.text().equals("SealedSecret")));
  }

  private static String holder(Kind kind) {
    return switch (kind.resourceKind()) {
      case "CustomResourceDefinition" -> "";
      case "Secret" -> "secret";
      case "ConfigMap" -> "configmap";
      default ->
          switch (kind.document().format()) {
            case DOCKERFILE -> "dockerfile";
            case PEM, TEXT -> "file";
            case YAML, JSON, TOML -> kind.apiVersion().isEmpty() ? "values" : "env";
            case INI, POSTGRESQL_CONF, DOTENV, PG_HBA, PG_IDENT, REDIS_CONF, REDIS_ACL, SQL_ROLES ->
                "config";
          };
    };
  }

  private void walk(
      Kind kind, Sink sink, String holder, @Nullable Place place, @Nullable String key, Node node) {
    switch (node) {
      case Node.Mapping m -> {
        String name = named(m);
        for (Node.Entry e : m.entries()) {
          String child = e.key().text();
          boolean namedValue = name != null && child.equals("value");
          walk(kind, sink, holder, new Place(place, child), namedValue ? name : child, e.value());
        }
      }
      case Node.Sequence s -> {
        for (int i = 0; i < s.items().size(); i++) {
          // a list under such a name lists what has passed, or names, and not secrets
          Place item = new Place(place, Integer.toString(i));
          walk(kind, sink, holder, item, null, s.items().get(i));
        }
      }
      case Node.Scalar s -> scalar(kind, sink, holder, place, key, s);
    }
  }

  /** Where a node stands; its pointer is made where it is wanted, which is at few nodes. */
  private record Place(@Nullable Place above, String key) {
    static String pointer(@Nullable Place place) {
      return place == null ? "" : pointer(place.above) + "/" + Tree.escape(place.key);
    }
  }

  /** The name beside a value, as in a container's environment. */
  private static @Nullable String named(Node.Mapping m) {
    return m.get("name") instanceof Node.Scalar s ? s.text() : null;
  }

  private void scalar(
      Kind kind,
      Sink sink,
      String holder,
      @Nullable Place place,
      @Nullable String key,
      Node.Scalar s) {
    if (s.type() == Node.Type.NULL || s.type() == Node.Type.BOOLEAN) {
      return;
    }
    String text = s.text();
    if (kind.document().format() == Format.DOCKERFILE) {
      instruction(kind, sink, Place.pointer(place), text);
      return;
    }
    if (holder.equals("secret")) {
      String pointer = Place.pointer(place);
      if (pointer.startsWith("/data/") || pointer.startsWith("/stringData/")) {
        secretValue(kind, sink, pointer, key, text);
        return;
      }
    }
    Detection detection = SecretDetector.inspect(key, text);
    if (detection == null) {
      return;
    }
    String pointer = Place.pointer(place);
    if (!isIdentifier(kind, pointer) && !namesSecret(kind, pointer, key, text)) {
      add(kind, sink, holder, pointer, key, detection, text);
    }
  }

  /** Names and references of objects are no secrets whatever the word beside them. */
  private static boolean isIdentifier(Kind kind, String pointer) {
    return !kind.apiVersion().isEmpty()
        && (pointer.startsWith("/metadata/")
            || pointer.contains("/labels/")
            || pointer.contains("/matchLabels/")
            || pointer.endsWith("/name")
            || pointer.contains("Ref/"));
  }

  /**
   * {@code tlsSecret: my-tls} in an object names a Secret; so does, in those of External Secrets,
   * {@code secretKey} the entry of one. What an environment holds is the value itself.
   */
  private static boolean namesSecret(Kind kind, String pointer, @Nullable String key, String text) {
    if (kind.apiVersion().isEmpty() || key == null || pointer.endsWith("/value")) {
      return false;
    }
    if (key.equals("secretKey") && kind.group().equals("external-secrets.io")) {
      return true;
    }
    if (key.equals("secret") && kind.group().startsWith("traefik.")) {
      return true;
    }
    String lower = key.toLowerCase(Locale.ROOT);
    return lower.endsWith("secret")
        && !pointer.startsWith("/data/")
        && HELD.stream().noneMatch(lower::contains)
        && (isObjectName(text) || text.startsWith("urn:k8s:secret:"));
  }

  /** Words of letters, with a digit or two at their end, joined by hyphens or dots. */
  private static boolean isObjectName(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean joint = c == '-' || c == '.';
      digits = Character.isDigit(c) ? digits + 1 : 0;
      if (digits > 2 || !(joint || Character.isDigit(c) || (c >= 'a' && c <= 'z'))) {
        return false;
      }
    }
    return text.length() <= 63 && text.indexOf('-') > 0;
  }

  private void secretValue(
      Kind kind, Sink sink, String pointer, @Nullable String key, String text) {
    String value = text;
    if (pointer.startsWith("/data/")) {
      try {
        value = new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        value = text;
      }
    }
    if (value.isBlank() || SecretDetector.inspect("password", value) == null) {
      return;
    }
    Detection known = SecretDetector.inspect(null, value);
    if (known == null && key != null && (isOpen(key) || isMailAddress(key, value))) {
      return;
    }
    Detection detection = known == null ? SecretDetector.inspect("password", value) : known;
    if (detection != null) {
      add(
          kind,
          sink,
          "secret",
          pointer,
          key,
          known == null ? new Detection("secret-data", detection.placeholder()) : known,
          value);
    }
  }

  /** {@code ALERT_EMAIL_TO}; only what is named so, for passwords have such signs too. */
  private static boolean isMailAddress(String key, String value) {
    return key.toLowerCase(Locale.ROOT).contains("mail")
        && SecretDetector.inspect(key, value) == null
        && value.indexOf('@') > 0
        && value.indexOf(':') < 0;
  }

  /** Names and places that stand beside the secret in a Secret. */
  private static boolean isOpen(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    int last =
        Math.max(lower.lastIndexOf('_'), Math.max(lower.lastIndexOf('-'), lower.lastIndexOf('.')));
    return OPEN.contains(lower.substring(last + 1));
  }

  private void instruction(Kind kind, Sink sink, String pointer, String text) {
    if (!pointer.endsWith("/text")) {
      return;
    }
    for (String pair : text.split("\\s+", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String name = pair.substring(0, equals);
        String value = pair.substring(equals + 1).replace("\"", "");
        Detection detection = SecretDetector.inspect(name, value);
        if (detection != null) {
          add(kind, sink, "dockerfile", pointer, name, detection, value);
        }
      }
    }
  }

  private void add(
      Kind kind,
      Sink sink,
      String holder,
      String pointer,
      @Nullable String key,
      Detection detection,
      String value) {
    boolean object = !kind.apiVersion().isEmpty();
    Meta own = object ? kind.meta(kind.resourceKind()) : null;
    String name = own == null ? kind.source().uri() : kind.resourceKind() + "/" + own.name();
    Meta meta =
        new Meta(
            "CredentialExposure/"
                + (own == null || own.namespace() == null ? "_" : own.namespace())
                + "/"
                + name
                + pointer,
            name,
            own == null ? null : own.namespace(),
            own == null ? null : own.apiVersion(),
            kind.resourceKind(),
            own == null ? Map.of() : own.labels(),
            Map.of(),
            kind.source());
    sink.add(
        new CredentialExposure(
            meta,
            pointer,
            detection.rule(),
            holder,
            key,
            detection.placeholder(),
            digest.of(value)));
  }
}
