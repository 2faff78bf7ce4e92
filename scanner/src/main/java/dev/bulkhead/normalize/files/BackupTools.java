package dev.bulkhead.normalize.files;

import dev.bulkhead.model.Configuration;
import dev.bulkhead.normalize.Kind;
import dev.bulkhead.normalize.Plain;
import dev.bulkhead.normalize.Sink;
import dev.bulkhead.normalize.Tree;
import dev.bulkhead.source.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * pgBackRest and Barman: their configuration, and what {@code pgbackrest info --output=json} and
 * {@code barman -f json show-backup} answer (pgbackrest.org, Command Reference; docs.pgbarman.org).
 */
public final class BackupTools {
  private static final List<String> BACKUP =
      List.of("label", "type", "timestamp", "error", "backup_id", "status", "end_time");

  /** What an option's name ends with that is kept: connections and keys hold secrets. */
  private static final List<String> KEPT =
      List.of(
          "-path",
          "-type",
          "-bucket",
          "-region",
          "-container",
          "-host",
          "-retention-full",
          "archiver",
          "backup_method",
          "encryption",
          "retention_policy");

  private BackupTools() {}

  private static Map<String, Object> kept(Tree section) {
    var out = new LinkedHashMap<String, Object>();
    section
        .entries()
        .forEach((option, value) -> {
          if (value.isScalar() && KEPT.stream().anyMatch(option::endsWith)) {
            out.put(option, value.text(""));
          }
        });
    return out;
  }

  /** Adds an INI file's configuration where it is one of theirs; whether it was. */
  static boolean ini(Kind kind, Sink sink) {
    if (isPgBackRest(kind.tree())) {
      var sections = new LinkedHashMap<String, Object>();
      kind.tree()
          .entries()
          .forEach((name, section) -> {
            if (section.isMapping()) {
              sections.put(name, kept(section));
            }
          });
      sink.add(
          new Configuration(
              kind.fileMeta("Configuration", kind.fileName()), "pgbackrest", sections));
      return true;
    }
    if (isBarman(kind.tree())) {
      servers(kind, sink);
      return true;
    }
    return false;
  }

  /** What {@code [barman]} says holds for each server that does not say otherwise. */
  private static void servers(Kind kind, Sink sink) {
    Map<String, Object> common = kept(kind.tree().at("barman"));
    kind.tree()
        .entries()
        .forEach((name, section) -> {
          if (section.isMapping() && section.at("conninfo").isScalar()) {
            var settings = new LinkedHashMap<>(common);
            settings.putAll(kept(section));
            sink.add(new Configuration(kind.fileMeta("Configuration", name), "barman", settings));
          }
        });
  }

  private static boolean isPgBackRest(Tree sections) {
    return sections.entries().values().stream()
        .filter(Tree::isMapping)
        .anyMatch(s ->
            s.entries().keySet().stream()
                .anyMatch(k -> k.startsWith("repo1-") || k.equals("pg1-path")));
  }

  private static boolean isBarman(Tree sections) {
    return sections.at("barman").isMapping()
        || sections.entries().values().stream()
            .filter(Tree::isMapping)
            .anyMatch(s ->
                s.at("conninfo").isScalar()
                    && (s.at("backup_method").isScalar()
                        || s.at("archiver").isScalar()
                        || s.at("streaming_archiver").isScalar()));
  }

  /** Adds a list of stanzas, as pgBackRest answers; whether it was one. */
  public static boolean stanzas(Kind kind, Sink sink) {
    var stanzas = new ArrayList<Map<String, Object>>();
    for (Tree stanza : kind.tree().items()) {
      if (!stanza.isMapping()
          || !stanza.at("name").isScalar()
          || !stanza.at("backup").isSequence()) {
        return false;
      }
      var out = new LinkedHashMap<String, Object>();
      out.put("name", stanza.at("name").text(""));
      out.put("cipher", stanza.at("cipher").text(""));
      out.put("backups", stanza.at("backup").items().stream().map(BackupTools::backup).toList());
      stanzas.add(out);
    }
    if (stanzas.isEmpty()) {
      return false;
    }
    sink.add(
        new Configuration(
            kind.fileMeta("Configuration", kind.fileName()),
            "pgbackrest-info",
            Map.of("stanzas", stanzas)));
    return true;
  }

  private static Map<String, Object> backup(Tree backup) {
    var out = new LinkedHashMap<String, Object>();
    for (String field : BACKUP) {
      Object value = Plain.of(field, backup.at(field).node());
      if (value != null) {
        out.put(field, value);
      }
    }
    return out;
  }

  /** Adds the backups of Barman's servers; whether the mapping is of that form. */
  static boolean barman(Kind kind, Sink sink) {
    var servers = new ArrayList<Map<String, Object>>();
    for (Map.Entry<String, Tree> server : kind.tree().entries().entrySet()) {
      Tree value = server.getValue();
      List<Tree> backups = value.isSequence() ? value.items() : List.of(value);
      if (backups.isEmpty() || !backups.stream().allMatch(BackupTools::isBarmanBackup)) {
        return false;
      }
      servers.add(
          Map.of(
              "name",
              server.getKey(),
              "backups",
              backups.stream().map(BackupTools::shown).toList()));
    }
    if (servers.isEmpty()) {
      return false;
    }
    sink.add(
        new Configuration(
            kind.fileMeta("Configuration", kind.fileName()),
            "barman-backups",
            Map.of("servers", servers)));
    return true;
  }

  private static boolean isBarmanBackup(Tree backup) {
    return backup.node() instanceof Node.Mapping m
        && m.get("backup_id") != null
        && (m.get("base_backup_information") != null || m.get("end_time") != null);
  }

  /** In {@code show-backup} the end stands one level further in than in {@code list-backups}. */
  private static Map<String, Object> shown(Tree backup) {
    Map<String, Object> out = backup(backup);
    Tree end =
        backup.at("base_backup_information").isMapping()
            ? backup.at("base_backup_information", "end_time")
            : backup.at("end_time");
    if (end.isScalar()) {
      out.put("end_time", end.text(""));
    }
    return out;
  }
}
