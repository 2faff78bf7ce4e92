package dev.bulkhead.normalize.servers;

import dev.bulkhead.model.DatabaseRole;
import dev.bulkhead.model.DatabaseServer;
import dev.bulkhead.model.HostBasedAuthentication.Line;
import dev.bulkhead.model.Setting;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.normalize.files.DatabaseRoles;
import dev.bulkhead.normalize.files.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PostgreSQL by Crunchy's operator (PGO): {@code PostgresCluster}. */
final class Crunchy {
  /** PGO, {@code internal/postgres} and {@code internal/pgaudit}: what it sets by itself. */
  private static final Map<String, String> DEFAULTS =
      Map.of("ssl", "on", "data_checksums", "on", "shared_preload_libraries", "pgaudit");

  private Crunchy() {}

  static void normalize(Kind kind, Sink sink) {
    Tree spec = kind.tree().at("spec");
    Tree dynamic = spec.at("patroni", "dynamicConfiguration", "postgresql");
    var settings = new LinkedHashMap<String, Setting>();
    settings.putAll(OperatorResources.settings(dynamic.at("parameters")));
    settings.putAll(OperatorResources.settings(spec.at("config", "parameters")));
    DEFAULTS.forEach(
        (name, value) -> settings.putIfAbsent(name, Settings.of(name, value, spec.pointer())));
    sink.add(
        new DatabaseServer(
            kind.impliedMeta("DatabaseServer"), settings, "crunchy", instances(spec)));
    Tree rules = spec.at("authentication", "rules");
    var lines = new ArrayList<Line>(OperatorResources.lines(dynamic.at("pg_hba"), rules));
    rules.items().stream()
        .filter(r -> r.at("connection").isScalar())
        .map(Crunchy::line)
        .forEach(lines::add);
    OperatorResources.authentication(kind, sink, lines);
    for (Tree user : spec.at("users").items()) {
      DatabaseRole role = DatabaseRoles.crunchy(kind, user);
      if (!role.meta().name().isEmpty()) {
        sink.add(role);
      }
    }
  }

  /**
   * A rule in parts, which speaks of every address; of all databases and users where it names none.
   */
  private static Line line(Tree rule) {
    return new Line(
        rule.pointer(),
        rule.at("connection").text(""),
        named(rule.at("databases")),
        named(rule.at("users")),
        rule.at("connection").text("").equals("local") ? null : "all",
        rule.at("method").text(""),
        rule.at("options").stringMap());
  }

  private static List<String> named(Tree names) {
    List<String> texts = names.texts();
    return texts.isEmpty() ? List.of("all") : texts;
  }

  /** Of all sets of instances; one of each set where it does not say. */
  private static int instances(Tree spec) {
    int sum = 0;
    for (Tree set : spec.at("instances").items()) {
      Integer replicas = set.at("replicas").smallInteger();
      sum += replicas == null ? 1 : replicas;
    }
    return sum;
  }
}
