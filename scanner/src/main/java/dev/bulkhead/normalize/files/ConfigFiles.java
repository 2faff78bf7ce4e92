package dev.bulkhead.normalize.files;

import dev.bulkhead.model.Cache;
import dev.bulkhead.model.ConnectionPooler;
import dev.bulkhead.model.DatabaseServer;
import dev.bulkhead.model.Gap;
import dev.bulkhead.model.HostBasedAuthentication;
import dev.bulkhead.model.IdentityMaps;
import dev.bulkhead.model.OdooInstance;
import dev.bulkhead.model.Setting;
import dev.bulkhead.model.Span;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * odoo.conf, postgresql.conf, pg_hba.conf, pgbouncer.ini, redis.conf and users.acl; other INI files
 * by {@link Consoles} and {@link BackupTools}.
 */
public final class ConfigFiles {
  private static final Set<String> ODOO_OPTIONS =
      Set.of(
          "db_host",
          "db_name",
          "addons_path",
          "admin_passwd",
          "dbfilter",
          "list_db",
          "proxy_mode",
          "xmlrpc_port",
          "http_port",
          "data_dir");

  private static final Set<String> PGBOUNCER_OPTIONS =
      Set.of("auth_type", "auth_file", "pool_mode", "listen_addr", "max_client_conn");

  private ConfigFiles() {}

  public static void ini(Kind kind, Sink sink) {
    Tree options = kind.tree().at("options");
    if (options.isMapping()
        && options.entries().keySet().stream().anyMatch(ODOO_OPTIONS::contains)) {
      sink.add(
          new OdooInstance(
              kind.fileMeta("OdooInstance", kind.fileName()), settings(options, Map.of()), null));
      return;
    }
    Tree pgbouncer = kind.tree().at("pgbouncer");
    if (pgbouncer.isMapping()) {
      Map<String, Setting> settings = settings(pgbouncer, Map.of());
      Tree include = kind.tree().at("").at("%include");
      if (include.isScalar()) {
        settings.put("%include", Settings.of("%include", include.text(""), include.pointer()));
      }
      sink.add(
          new ConnectionPooler(
              kind.fileMeta("ConnectionPooler", kind.fileName()),
              settings,
              settings(kind.tree().at("databases"), Map.of())));
      return;
    }
    if (Consoles.isGrafana(kind)) {
      Consoles.grafana(kind, sink);
      return;
    }
    if (BackupTools.ini(kind, sink)) {
      return;
    }
    outsideSections(kind.tree().at(""), kind.source().uri(), sink);
  }

  /**
   * Python's configparser and PgBouncer refuse settings before the first section, so a file that
   * has nothing else configures nothing.
   */
  private static void outsideSections(Tree settings, String uri, Sink sink) {
    for (Tree setting : settings.present() ? settings.entries().values() : List.<Tree>of()) {
      String name = setting.pointer().substring(setting.pointer().lastIndexOf('/') + 1);
      String section =
          ODOO_OPTIONS.contains(name)
              ? "[options]"
              : PGBOUNCER_OPTIONS.contains(name) ? "[pgbouncer]" : "";
      if (!section.isEmpty()) {
        sink.gap(
            new Gap(
                "no-section",
                true,
                uri,
                setting.span(new Span(1, 1, 1, 1)),
                name + " stands in no section; the program refuses the file",
                "put " + section + " above it"));
        return;
      }
    }
  }

  private static Map<String, Setting> settings(Tree section, Map<String, String> renamed) {
    var out = new LinkedHashMap<String, Setting>();
    section
        .entries()
        .forEach((key, value) -> {
          if (value.isScalar()) {
            out.put(
                renamed.getOrDefault(key, key), Settings.of(key, value.text(""), value.pointer()));
          }
        });
    return out;
  }

  public static void postgresql(Kind kind, Sink sink) {
    sink.add(
        new DatabaseServer(
            kind.fileMeta("DatabaseServer", kind.fileName()),
            settings(kind.tree(), Map.of()),
            null,
            null));
  }

  public static void pgHba(Kind kind, Sink sink) {
    List<HostBasedAuthentication.Line> lines = new ArrayList<>();
    for (Tree line : kind.tree().at("lines").items()) {
      lines.add(
          new HostBasedAuthentication.Line(
              line.pointer(),
              line.at("type").text(""),
              line.at("databases").texts(),
              line.at("users").texts(),
              line.at("address").text(),
              line.at("method").text(""),
              line.at("options").stringMap()));
    }
    if (!lines.isEmpty()) {
      sink.add(
          new HostBasedAuthentication(
              kind.fileMeta("HostBasedAuthentication", kind.fileName()), lines));
    }
  }

  public static void pgIdent(Kind kind, Sink sink) {
    List<IdentityMaps.Line> lines =
        kind.tree().at("lines").items().stream().map(l -> identityLine(l, l.pointer())).toList();
    if (!lines.isEmpty()) {
      sink.add(new IdentityMaps(kind.fileMeta("IdentityMaps", kind.fileName()), lines));
    }
  }

  /** A line of pg_ident.conf; pointer: where it stands. */
  public static IdentityMaps.Line identityLine(Tree line, String pointer) {
    return new IdentityMaps.Line(
        pointer, line.at("map").text(""), line.at("system").text(""), line.at("database").text(""));
  }

  public static void redis(Kind kind, Sink sink) {
    Map<String, List<Setting>> directives = new LinkedHashMap<>();
    List<Cache.AclUser> users = new ArrayList<>();
    for (Tree directive : kind.tree().at("directives").items()) {
      String name = directive.at("name").text("");
      List<String> args = directive.at("args").texts();
      if (name.equals("user") && !args.isEmpty()) {
        users.add(aclUser(directive.pointer(), args));
      } else {
        directives
            .computeIfAbsent(name, n -> new ArrayList<>())
            .add(
                Settings.of(
                    name.equals("requirepass") ? "password" : name,
                    String.join(" ", args),
                    directive.pointer()));
      }
    }
    if (!directives.isEmpty() || !users.isEmpty()) {
      sink.add(new Cache(kind.fileMeta("Cache", kind.fileName()), directives, users, null));
    }
  }

  /** {@code user <name> on|off >password ~pattern +command …} (Redis documentation, ACL). */
  private static Cache.AclUser aclUser(String pointer, List<String> args) {
    boolean enabled = false;
    boolean nopass = false;
    int passwords = 0;
    var patterns = new ArrayList<String>();
    var commands = new ArrayList<String>();
    for (String rule : args.subList(1, args.size())) {
      switch (rule.toLowerCase(Locale.ROOT)) {
        case "on" -> enabled = true;
        case "off" -> enabled = false;
        case "nopass" -> {
          nopass = true;
          passwords = 0;
        }
        case "resetpass" -> {
          nopass = false;
          passwords = 0;
        }
        case "reset" -> {
          enabled = false;
          nopass = false;
          passwords = 0;
          patterns.clear();
          commands.clear();
        }
        case "allkeys" -> patterns.add("~*");
        case "allcommands" -> commands.add("+@all");
        case "nocommands" -> commands.add("-@all");
        default -> {
          switch (rule.isEmpty() ? ' ' : rule.charAt(0)) {
            case '>', '#' -> {
              passwords++;
              nopass = false;
            }
            case '~', '%' -> patterns.add(rule);
            case '+', '-' -> commands.add(rule);
            default -> {}
          }
        }
      }
    }
    return new Cache.AclUser(
        pointer, args.getFirst(), enabled, nopass, passwords, patterns, commands);
  }
}
