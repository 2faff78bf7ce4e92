package dev.bulkhead.normalize.files;

import dev.bulkhead.model.DatabaseRole;
import dev.bulkhead.model.DatabaseRole.Granted;
import dev.bulkhead.model.Meta;
import dev.bulkhead.model.Setting;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Roles of PostgreSQL: of SQL files, and as operators' resources declare them. */
public final class DatabaseRoles {
  /** What CloudNativePG's RoleConfiguration calls the attributes that controls look at. */
  private static final List<String> ATTRIBUTES =
      List.of("superuser", "createdb", "createrole", "login", "replication", "bypassrls");

  private DatabaseRoles() {}

  public static void sql(Kind kind, Sink sink) {
    kind.tree()
        .at("roles")
        .entries()
        .forEach((name, role) -> {
          var settings = new LinkedHashMap<String, Setting>();
          role.at("settings")
              .entries()
              .forEach((key, value) ->
                  settings.put(key, Settings.of(key, value.text(""), value.pointer())));
          sink.add(
              new DatabaseRole(
                  kind.fileMeta("DatabaseRole", name),
                  role.pointer(),
                  granted(role.at("attributes")),
                  granted(role.at("memberOf")),
                  role.at("hashing").text(),
                  role.at("connectionLimit").smallInteger(),
                  role.at("validUntil").text(),
                  settings));
        });
  }

  private static List<Granted> granted(Tree names) {
    return names.entries().entrySet().stream()
        .map(e -> new Granted(e.getKey(), e.getValue().pointer()))
        .toList();
  }

  /** One of {@code managed.roles} of a Cluster, or the spec of a DatabaseRole. */
  public static DatabaseRole cloudNativePg(Kind kind, Tree role) {
    var attributes = new ArrayList<Granted>();
    for (String attribute : ATTRIBUTES) {
      if (role.at(attribute).isTrue()) {
        attributes.add(new Granted(attribute, role.at(attribute).pointer()));
      }
    }
    var memberOf = new ArrayList<Granted>();
    for (Tree group : role.at("inRoles").items()) {
      memberOf.add(new Granted(group.text(""), group.pointer()));
    }
    return declared(
        kind,
        role.at("name").text(""),
        role,
        attributes,
        memberOf,
        role.at("passwordSecret").present() ? "reference" : null,
        role.at("connectionLimit").smallInteger(),
        role.at("validUntil").text());
  }

  /** One of {@code users} of Zalando's postgresql: its flags, such as {@code createdb}. */
  public static DatabaseRole zalando(Kind kind, String name, Tree flags) {
    var attributes = new ArrayList<Granted>();
    for (Tree flag : flags.items()) {
      String text = flag.text("").toLowerCase(Locale.ROOT);
      if (!text.startsWith("no")) {
        attributes.add(new Granted(text, flag.pointer()));
      }
    }
    return declared(kind, name, flags, attributes, List.of(), "reference", null, null);
  }

  /** One of {@code users} of Crunchy's PostgresCluster: its options are those of ALTER ROLE. */
  public static DatabaseRole crunchy(Kind kind, Tree user) {
    Tree options = user.at("options");
    var attributes = new ArrayList<Granted>();
    for (String word : options.text("").toLowerCase(Locale.ROOT).split("\\s+")) {
      if (ATTRIBUTES.contains(word)) {
        attributes.add(new Granted(word, options.pointer()));
      }
    }
    return declared(
        kind, user.at("name").text(""), user, attributes, List.of(), "reference", null, null);
  }

  private static DatabaseRole declared(
      Kind kind,
      String name,
      Tree role,
      List<Granted> attributes,
      List<Granted> memberOf,
      @Nullable String password,
      @Nullable Integer connectionLimit,
      @Nullable String validUntil) {
    Meta own = kind.impliedMeta("DatabaseRole");
    var meta =
        new Meta(
            own.id() + "/" + name,
            name,
            own.namespace(),
            own.apiVersion(),
            own.resourceKind(),
            own.labels(),
            own.annotations(),
            own.source());
    return new DatabaseRole(
        meta,
        role.pointer(),
        attributes,
        memberOf,
        password,
        connectionLimit,
        validUntil,
        Map.of());
  }
}
