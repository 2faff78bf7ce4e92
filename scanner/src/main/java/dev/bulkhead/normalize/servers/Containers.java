package dev.bulkhead.normalize.servers;

import dev.bulkhead.model.Cache;
import dev.bulkhead.model.DatabaseServer;
import dev.bulkhead.model.EdgeProxy;
import dev.bulkhead.model.OdooInstance;
import dev.bulkhead.model.Setting;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.normalize.files.Settings;
import dev.bulkhead.normalize.traefik.StaticSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Traefik, Redis, PostgreSQL and Odoo as containers, by their arguments and environment. */
public final class Containers {
  private static final Set<String> REDIS = Set.of("redis", "valkey", "redis-stack-server");
  private static final Set<String> POSTGRESQL = Set.of("postgres", "postgresql", "postgis");

  /** Odoo's command line options that say something else than their option in the file. */
  private static final Map<String, String> ODOO =
      Map.of("no-database-list", "list_db", "db-filter", "dbfilter", "database", "db_name");

  /**
   * Odoo's options that take no value; all others take the next word where they have no {@code =}.
   */
  private static final Set<String> ODOO_FLAGS =
      Set.of(
          "--proxy-mode",
          "--no-database-list",
          "--no-http",
          "--stop-after-init",
          "--save",
          "--syslog",
          "--test-enable",
          "--unaccent",
          "--log-web",
          "--log-sql",
          "--log-request",
          "--log-response",
          "--with-demo");

  private static final Map<String, String> ODOO_SHORT =
      Map.of("-c", "--config", "-d", "--database", "-r", "--db_user", "-w", "--db_password");

  private Containers() {}

  /** What the containers of a workload run. */
  public static void normalize(Kind kind, Sink sink) {
    Tree spec =
        switch (kind.resourceKind()) {
          case "Pod" -> kind.tree().at("spec");
          case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Rollout" ->
              kind.tree().at("spec", "template", "spec");
          default -> null;
        };
    if (spec == null || !spec.at("containers").isSequence()) {
      return;
    }
    for (Tree container : spec.at("containers").items()) {
      if (container.isMapping()) {
        container(kind, container, sink);
      }
    }
  }

  private static void container(Kind kind, Tree container, Sink sink) {
    String image = imageName(container.at("image").text(""));
    if (image.equals("traefik")) {
      traefik(kind, container, sink);
    } else if (REDIS.contains(image)) {
      redis(kind, container, sink);
    } else if (POSTGRESQL.contains(image)) {
      postgresql(kind, container, sink);
    } else if (isOdoo(image)) {
      odoo(kind, container, sink);
    }
  }

  /** Operators, exporters and backup jobs of Odoo are named after it, and are not it. */
  private static boolean isOdoo(String image) {
    return image.equals("odoo")
        || (image.startsWith("odoo-")
            && Stream.of("operator", "exporter", "backup", "proxy", "redis", "postgres")
                .noneMatch(image::contains));
  }

  private static String imageName(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    int end = name.length();
    for (char c : new char[] {'@', ':'}) {
      int at = name.indexOf(c);
      end = at >= 0 && at < end ? at : end;
    }
    return name.substring(0, end).toLowerCase(Locale.ROOT);
  }

  /** The words of command and args, each with the place of its item. */
  private static List<Map.Entry<String, String>> words(Tree container) {
    var out = new ArrayList<Map.Entry<String, String>>();
    for (String field : List.of("command", "args")) {
      Tree list = container.at(field);
      for (Tree item : list.isSequence() ? list.items() : List.<Tree>of()) {
        String text = item.isScalar() ? item.text("") : "";
        boolean shell = text.indexOf(' ') > 0 && text.indexOf("--") >= 0;
        for (String word : shell ? text.strip().split("\\s+") : new String[] {text}) {
          out.add(Map.entry(word, item.pointer()));
        }
      }
    }
    return out;
  }

  private static Map<String, Tree> environment(Tree container) {
    var out = new LinkedHashMap<String, Tree>();
    Tree env = container.at("env");
    for (Tree variable : env.isSequence() ? env.items() : List.<Tree>of()) {
      if (variable.isMapping()) {
        out.put(variable.at("name").text(""), variable);
      }
    }
    return out;
  }

  private static void traefik(Kind kind, Tree container, Sink sink) {
    var arguments = new StaticSettings();
    words(container).forEach(w -> arguments.argument(w.getKey(), w.getValue()));
    environment(container)
        .forEach((name, variable) -> {
          String value = variable.at("value").text();
          if (value != null) {
            arguments.variable(name, value, variable.pointer());
          }
        });
    if (!arguments.isEmpty()) {
      sink.add(
          new EdgeProxy(
              kind.impliedMeta("EdgeProxy"),
              arguments.settings(),
              arguments.pointers(),
              arguments.get("configfile") != null));
    }
  }

  /** {@code redis-server [file] --directive value …}; Bitnami's image reads its environment. */
  private static void redis(Kind kind, Tree container, Sink sink) {
    if (runsSomethingElse(container)) {
      return;
    }
    var directives = new LinkedHashMap<String, List<Setting>>();
    String directive = null;
    String pointer = "";
    var values = new ArrayList<String>();
    for (Map.Entry<String, String> word : words(container)) {
      if (word.getKey().startsWith("--")) {
        flush(directive, values, pointer, directives);
        directive = word.getKey().substring(2).toLowerCase(Locale.ROOT);
        pointer = word.getValue();
      } else if (directive != null) {
        values.add(word.getKey());
      } else if (word.getKey().endsWith(".conf")) {
        directives.put(
            "include", List.of(new Setting(word.getKey(), word.getValue(), false, null)));
      }
    }
    flush(directive, values, pointer, directives);
    if (container.at("image").text("").contains("bitnami")) {
      bitnamiRedis(environment(container), directives);
    }
    if (directives.isEmpty() && container.at("volumeMounts").isSequence()) {
      return;
    }
    if (directives.isEmpty()) {
      directives.put(
          "port", List.of(new Setting("6379", container.at("image").pointer(), false, null)));
    }
    sink.add(new Cache(kind.impliedMeta("Cache"), directives, List.of(), "container"));
  }

  /** Bitnami's image alone reads these; the official one has no password from its environment. */
  private static void bitnamiRedis(
      Map<String, Tree> environment, Map<String, List<Setting>> directives) {
    for (String server : List.of("REDIS", "VALKEY")) {
      for (String name : List.of(server + "_PASSWORD", server + "_PASSWORD_FILE")) {
        Tree variable = environment.get(name);
        if (variable != null) {
          directives.putIfAbsent("requirepass", List.of(secret(variable)));
        }
      }
      Tree tls = environment.get(server + "_TLS_ENABLED");
      if (tls != null
          && Set.of("yes", "true").contains(tls.at("value").text("").toLowerCase(Locale.ROOT))) {
        String port = server + "_TLS_PORT_NUMBER";
        Tree number = environment.containsKey(port) ? environment.get(port).at("value") : tls;
        directives.putIfAbsent(
            "tls-port", List.of(Settings.of("tls-port", "6379", number.pointer())));
        directives.putIfAbsent("port", List.of(Settings.of("port", "0", tls.pointer())));
      }
    }
  }

  /** A pod of the image for its client, say: its command is no server. */
  private static boolean runsSomethingElse(Tree container) {
    return container.at("command").isSequence()
        && words(container).stream()
            .noneMatch(w -> w.getKey().contains("-server") || w.getKey().contains("entrypoint"));
  }

  private static void flush(
      @org.jspecify.annotations.Nullable String directive,
      List<String> values,
      String pointer,
      Map<String, List<Setting>> out) {
    if (directive != null) {
      String key = directive.equals("requirepass") ? "password" : directive;
      out.computeIfAbsent(directive, k -> new ArrayList<>())
          .add(Settings.of(key, String.join(" ", values), pointer));
      values.clear();
    }
  }

  private static Setting secret(Tree variable) {
    String value = variable.at("value").text();
    return value == null
        ? new Setting(null, variable.pointer(), true, "reference")
        : Settings.of("password", value, variable.pointer());
  }

  /** {@code postgres -c name=value}. */
  private static void postgresql(Kind kind, Tree container, Sink sink) {
    var settings = new LinkedHashMap<String, Setting>();
    boolean option = false;
    for (Map.Entry<String, String> word : words(container)) {
      String text = word.getKey();
      int equals = text.indexOf('=');
      boolean whole = text.startsWith("--") && equals > 2;
      if ((option || whole) && equals > 0) {
        String name =
            text.substring(whole ? 2 : 0, equals).toLowerCase(Locale.ROOT).replace('-', '_');
        settings.put(name, Settings.of(name, text.substring(equals + 1), word.getValue()));
      }
      option = text.equals("-c");
    }
    if (!settings.isEmpty() && !settings.containsKey("config_file")) {
      sink.add(new DatabaseServer(kind.impliedMeta("DatabaseServer"), settings, "container", null));
    }
  }

  /**
   * {@code odoo --db-filter=… --proxy-mode …}, and HOST, USER and PASSWORD of the official image.
   */
  private static void odoo(Kind kind, Tree container, Sink sink) {
    var options = new LinkedHashMap<String, Setting>();
    List<Map.Entry<String, String>> words = words(container);
    for (int i = 0; i < words.size(); i++) {
      Map.Entry<String, String> word = words.get(i);
      String text = ODOO_SHORT.getOrDefault(word.getKey(), word.getKey());
      if (!text.startsWith("--")) {
        continue;
      }
      int equals = text.indexOf('=');
      String next = i + 1 < words.size() ? words.get(i + 1).getKey() : "-";
      if (equals < 0 && !ODOO_FLAGS.contains(text) && !next.startsWith("-")) {
        equals = text.length();
        text = text + "=" + next;
      }
      String name = text.substring(2, equals < 0 ? text.length() : equals);
      String option = ODOO.getOrDefault(name, name.replace('-', '_'));
      String value =
          name.equals("no-database-list")
              ? "False"
              : equals < 0 ? "True" : text.substring(equals + 1);
      options.put(option, Settings.of(option, value, word.getValue()));
    }
    Map<String, Tree> environment = environment(container);
    Tree host = environment.get("HOST");
    if (host != null && host.at("value").present()) {
      options.putIfAbsent(
          "db_host", Settings.of("db_host", host.at("value").text(""), host.pointer()));
    }
    Tree password = environment.get("PASSWORD");
    if (password != null) {
      String value = password.at("value").text();
      options.putIfAbsent(
          "db_password",
          value == null
              ? new Setting(null, password.pointer(), true, "reference")
              : Settings.of("db_password", value, password.pointer()));
    }
    if (!options.isEmpty()) {
      sink.add(
          new OdooInstance(kind.impliedMeta("OdooInstance"), options, kind.meta("Workload").id()));
    }
  }
}
