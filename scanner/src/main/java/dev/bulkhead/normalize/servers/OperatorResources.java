package dev.bulkhead.normalize.servers;

import dev.bulkhead.model.Cache;
import dev.bulkhead.model.ConnectionPooler;
import dev.bulkhead.model.DatabaseServer;
import dev.bulkhead.model.HostBasedAuthentication;
import dev.bulkhead.model.HostBasedAuthentication.Line;
import dev.bulkhead.model.IdentityMaps;
import dev.bulkhead.model.Meta;
import dev.bulkhead.model.OdooInstance;
import dev.bulkhead.model.Setting;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.normalize.files.ConfigFiles;
import dev.bulkhead.normalize.files.DatabaseRoles;
import dev.bulkhead.normalize.files.Settings;
import dev.bulkhead.source.EmbeddedText;
import dev.bulkhead.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * PostgreSQL by CloudNativePG, Zalando's operator, Crunchy's and Patroni, Redis by the operators of
 * OT and Spotahome, and Odoo by bemade's operator.
 */
public final class OperatorResources {
  /** CloudNativePG, {@code pkg/management/pgbouncer/config}: its own defaults for PgBouncer. */
  private static final Map<String, String> POOLER_DEFAULTS =
      Map.of("auth_type", "hba", "client_tls_sslmode", "prefer", "server_tls_sslmode", "verify-ca");

  /** Spilo, {@code configure_spilo.py}: what Zalando's image sets where the resource does not. */
  private static final Map<String, String> SPILO_DEFAULTS =
      Map.of(
          "ssl", "on",
          "log_connections", "on",
          "log_disconnections", "on",
          "log_statement", "ddl",
          "log_min_duration_statement", "500",
          "data_checksums", "on",
          "shared_preload_libraries", "bg_mon,pg_stat_statements,pgextwlist,pg_auth_mon,set_user");

  private OperatorResources() {}

  /** What a resource implies beside itself; nothing for kinds that are not known here. */
  public static void normalize(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    switch (kind.group() + "/" + kind.resourceKind()) {
      case "postgresql.cnpg.io/Cluster" -> {
        server(
            kind,
            "cloudnative-pg",
            spec.at("postgresql", "parameters"),
            spec.at("instances"),
            sink);
        authentication(kind, sink, spec.at("postgresql", "pg_hba"));
        identities(kind.impliedMeta("IdentityMaps"), sink, spec.at("postgresql", "pg_ident"));
        for (Tree role : spec.at("managed", "roles").items()) {
          sink.add(DatabaseRoles.cloudNativePg(kind, role));
        }
      }
      case "postgresql.cnpg.io/DatabaseRole" -> sink.add(DatabaseRoles.cloudNativePg(kind, spec));
      case "postgresql.cnpg.io/Pooler" ->
          sink.add(
              new ConnectionPooler(
                  kind.impliedMeta("ConnectionPooler"), pooler(spec.at("pgbouncer")), Map.of()));
      case "acid.zalan.do/postgresql" -> {
        server(
            kind,
            "zalando",
            spec.at("postgresql", "parameters"),
            spec.at("numberOfInstances"),
            sink);
        authentication(kind, sink, spec.at("patroni", "pg_hba"));
        spec.at("users")
            .entries()
            .forEach((name, flags) -> sink.add(DatabaseRoles.zalando(kind, name, flags)));
      }
      case "postgres-operator.crunchydata.com/PostgresCluster" -> Crunchy.normalize(kind, sink);
      case "redis.redis.opstreelabs.in/Redis",
          "redis.redis.opstreelabs.in/RedisReplication",
          "redis.redis.opstreelabs.in/RedisCluster" ->
          opstree(kind, spec, sink);
      case "databases.spotahome.com/RedisFailover" -> spotahome(kind, spec, sink);
      case "bemade.org/OdooInstance" -> odoo(kind, spec, sink);
      default -> {}
    }
  }

  /** Patroni's own configuration file: bootstrap settings, and those of the member. */
  public static void patroni(Kind kind, Sink sink) {
    Tree tree = kind.tree();
    var all = new LinkedHashMap<String, Setting>();
    all.putAll(settings(tree.at("bootstrap", "dcs", "postgresql", "parameters")));
    all.putAll(settings(tree.at("postgresql", "parameters")));
    for (Tree option : tree.at("bootstrap", "initdb").items()) {
      if (option.isScalar() && option.text("").equals("data-checksums")) {
        all.putIfAbsent("data_checksums", checksums(true, option));
      }
    }
    sink.add(
        new DatabaseServer(kind.fileMeta("DatabaseServer", kind.fileName()), all, "patroni", null));
    List<Line> lines =
        lines(
            tree.at("bootstrap", "dcs", "postgresql", "pg_hba"),
            tree.at("bootstrap", "pg_hba"),
            tree.at("postgresql", "pg_hba"));
    if (!lines.isEmpty()) {
      sink.add(
          new HostBasedAuthentication(
              kind.fileMeta("HostBasedAuthentication", kind.fileName()), lines));
    }
    identities(
        kind.fileMeta("IdentityMaps", kind.fileName()),
        sink,
        tree.at("bootstrap", "dcs", "postgresql", "pg_ident"),
        tree.at("postgresql", "pg_ident"));
  }

  /** Whether a mapping reads like Patroni's configuration. */
  public static boolean isPatroni(Tree tree) {
    return tree.at("scope").isScalar()
        && tree.at("postgresql").isMapping()
        && (tree.at("restapi").isMapping() || tree.at("bootstrap").isMapping());
  }

  private static void server(
      Kind kind, String operator, Tree parameters, Tree instances, Sink sink) {
    Map<String, Setting> settings =
        operator.equals("zalando")
            ? over(SPILO_DEFAULTS, parameters, kind.tree().at("spec").pointer())
            : settings(parameters);
    Tree checksums = kind.tree().at("spec", "bootstrap", "initdb", "dataChecksums");
    if (checksums.isScalar()) {
      settings.putIfAbsent("data_checksums", checksums(checksums.isTrue(), checksums));
    }
    // CloudNativePG's own default is one instance.
    Integer number = instances.smallInteger();
    if (number == null && operator.equals("cloudnative-pg")) {
      number = 1;
    }
    sink.add(new DatabaseServer(kind.impliedMeta("DatabaseServer"), settings, operator, number));
  }

  /** The parameters over those that CloudNativePG sets where a Pooler says nothing. */
  private static Map<String, Setting> pooler(Tree pgbouncer) {
    return over(POOLER_DEFAULTS, pgbouncer.at("parameters"), pgbouncer.pointer());
  }

  private static Map<String, Setting> over(
      Map<String, String> defaults, Tree parameters, String pointer) {
    var out = settings(parameters);
    defaults.forEach((name, value) -> out.putIfAbsent(name, Settings.of(name, value, pointer)));
    return out;
  }

  static LinkedHashMap<String, Setting> settings(Tree parameters) {
    var out = new LinkedHashMap<String, Setting>();
    parameters
        .entries()
        .forEach((name, value) -> {
          if (value.isScalar()) {
            String key = name.toLowerCase(Locale.ROOT);
            out.put(key, Settings.of(key, value.text(""), value.pointer()));
          }
        });
    return out;
  }

  /** Decided when a cluster is initialised; PostgreSQL shows it as a setting. */
  private static Setting checksums(boolean on, Tree where) {
    return Settings.of("data_checksums", on ? "on" : "off", where.pointer());
  }

  private static void authentication(Kind kind, Sink sink, Tree rules) {
    authentication(kind, sink, lines(rules));
  }

  static void authentication(Kind kind, Sink sink, List<Line> lines) {
    if (!lines.isEmpty()) {
      sink.add(new HostBasedAuthentication(kind.impliedMeta("HostBasedAuthentication"), lines));
    }
  }

  static List<Line> lines(Tree... lists) {
    return embedded(EmbeddedText::hbaLine, OperatorResources::line, lists);
  }

  private static void identities(Meta meta, Sink sink, Tree... lists) {
    List<IdentityMaps.Line> lines =
        embedded(EmbeddedText::identLine, ConfigFiles::identityLine, lists);
    if (!lines.isEmpty()) {
      sink.add(new IdentityMaps(meta, lines));
    }
  }

  /** Lines of a file of PostgreSQL that a resource lists as strings; each stands at its string. */
  private static <T> List<T> embedded(
      Function<Node.Scalar, Node> parser, BiFunction<Tree, String, T> reader, Tree... lists) {
    var out = new ArrayList<T>();
    for (Tree list : lists) {
      for (Tree item : list.isSequence() ? list.items() : List.<Tree>of()) {
        // Crunchy's operator wraps each line: authentication.rules[].hba.
        Tree line = item.isMapping() ? item.at("hba") : item;
        if (line.node() instanceof Node.Scalar text) {
          Tree parsed = new Tree(parser.apply(text), "", "", new Quiet());
          parsed.at("lines").items().forEach(found -> out.add(reader.apply(found, line.pointer())));
        }
      }
    }
    return out;
  }

  private static Line line(Tree line, String pointer) {
    return new Line(
        pointer,
        line.at("type").text(""),
        line.at("databases").texts(),
        line.at("users").texts(),
        line.at("address").text(),
        line.at("method").text(""),
        line.at("options").stringMap());
  }

  /**
   * {@code kubernetesConfig.redisSecret} names the password's Secret, {@code TLS} the
   * certificate's.
   */
  private static void opstree(Kind kind, Tree spec, Sink sink) {
    var directives = new LinkedHashMap<String, List<Setting>>();
    Tree secret = spec.at("kubernetesConfig", "redisSecret");
    if (secret.present()) {
      directives.put("requirepass", List.of(reference(secret)));
    }
    Tree tls = spec.at("TLS");
    if (tls.present()) {
      directives.put(
          "tls-cert-file",
          List.of(new Setting(tls.at("cert").text(""), tls.pointer(), false, null)));
      // The image's entrypoint then serves TLS on the port, and nothing else.
      directives.put("tls-port", List.of(new Setting("6379", tls.pointer(), false, null)));
      directives.put("port", List.of(new Setting("0", tls.pointer(), false, null)));
    }
    Tree acl = spec.at("acl");
    if (acl.present()) {
      directives.put(
          "aclfile", List.of(new Setting("/etc/redis/user.acl", acl.pointer(), false, null)));
    }
    Tree storage = spec.at("storage");
    if (storage.present() && !spec.at("persistenceEnabled").text("true").equals("false")) {
      // The image's entrypoint turns both on.
      directives.put("save", List.of(new Setting("900 1", storage.pointer(), false, null)));
      directives.put("appendonly", List.of(new Setting("yes", storage.pointer(), false, null)));
    }
    Tree further = spec.at("redisConfig", "additionalRedisConfig");
    if (further.present()) {
      directives.put(
          "include", List.of(new Setting(further.text(""), further.pointer(), false, null)));
    }
    sink.add(new Cache(kind.impliedMeta("Cache"), directives, List.of(), "opstree"));
  }

  /**
   * {@code auth.secretPath} names the password's Secret; {@code redis.customConfig} has directives.
   */
  private static void spotahome(Kind kind, Tree spec, Sink sink) {
    var directives = new LinkedHashMap<String, List<Setting>>();
    Tree secret = spec.at("auth", "secretPath");
    if (secret.present()) {
      directives.put("requirepass", List.of(reference(secret)));
    }
    for (Tree line : spec.at("redis", "customConfig").items()) {
      String[] words = line.text("").strip().split("\\s+", 2);
      directives
          .computeIfAbsent(words[0].toLowerCase(Locale.ROOT), k -> new ArrayList<>())
          .add(Settings.of(words[0], words.length > 1 ? words[1] : "", line.pointer()));
    }
    sink.add(new Cache(kind.impliedMeta("Cache"), directives, List.of(), "spotahome"));
  }

  private static Setting reference(Tree secret) {
    return new Setting(null, secret.pointer(), true, "reference");
  }

  private static void odoo(Kind kind, Tree spec, Sink sink) {
    var options = new LinkedHashMap<>(settings(spec.at("configOptions")));
    Tree password = spec.at("adminPassword");
    if (password.present()) {
      options.put(
          "admin_passwd", Settings.of("admin_passwd", password.text(""), password.pointer()));
    }
    sink.add(
        new OdooInstance(kind.impliedMeta("OdooInstance"), options, kind.meta("Resource").id()));
  }

  /** Lines of an operator's resource that are no lines of pg_hba.conf are the operator's affair. */
  private static final class Quiet implements Sink {
    @Override
    public void add(dev.bulkhead.model.Entity entity) {
      throw new IllegalStateException("only looking");
    }

    @Override
    public void gap(dev.bulkhead.model.Gap gap) {
      // See above.
    }
  }
}
