package dev.bulkhead.source;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells by name, and by content where names do not say, what a file is. */
final class FileTypes {
  private FileTypes() {}

  /** Whether a file found in a directory is worth reading; named ones are always read. */
  static boolean isCandidate(Path file) {
    return byName(name(file)) != null;
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  /** The format of a file; null where it is none that is understood. */
  static @Nullable Format of(Path file, String text) {
    Format format = byName(name(file));
    if (format == Format.INI && name(file).endsWith(".conf")) {
      return conf(text);
    }
    return format == null ? byContent(text) : format;
  }

  private static @Nullable Format byName(String name) {
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return Format.YAML;
    }
    if (name.endsWith(".json")) {
      return Format.JSON;
    }
    if (name.endsWith(".toml")) {
      return Format.TOML;
    }
    if (name.equals("dockerfile")
        || name.equals("containerfile")
        || name.startsWith("dockerfile.")
        || name.endsWith(".dockerfile")) {
      return Format.DOCKERFILE;
    }
    if (name.contains("pg_hba") && !name.endsWith(".md")) {
      return Format.PG_HBA;
    }
    if (name.startsWith("postgresql")
        && (name.endsWith(".conf") || name.endsWith(".conf.sample"))) {
      return Format.POSTGRESQL_CONF;
    }
    if ((name.startsWith("redis") || name.startsWith("valkey") || name.startsWith("sentinel"))
        && name.endsWith(".conf")) {
      return Format.REDIS_CONF;
    }
    if (name.endsWith(".acl")) {
      return Format.REDIS_ACL;
    }
    if (name.equals(".env") || name.endsWith(".env") || name.startsWith(".env.")) {
      return Format.DOTENV;
    }
    if (name.endsWith(".ini") || name.endsWith(".conf") || name.endsWith(".cfg")) {
      return Format.INI;
    }
    if (name.endsWith(".pem")
        || name.endsWith(".key")
        || name.startsWith("id_rsa")
        || name.startsWith("id_ed25519")) {
      return Format.PEM;
    }
    return null;
  }

  /** A .conf may be INI with sections, Redis directives, pg_hba lines or PostgreSQL settings. */
  private static @Nullable Format conf(String text) {
    boolean settings = false;
    for (String line : (Iterable<String>) text.lines().limit(2_000)::iterator) {
      String t = line.strip();
      if (t.isEmpty() || t.startsWith("#") || t.startsWith(";")) {
        continue;
      }
      if (t.startsWith("[") && t.endsWith("]")) {
        return Format.INI;
      }
      if (t.startsWith("hostssl ") || t.startsWith("host ") || t.startsWith("local ")) {
        return Format.PG_HBA;
      }
      if (t.startsWith("requirepass ")
          || t.startsWith("appendonly ")
          || t.startsWith("maxmemory ")) {
        return Format.REDIS_CONF;
      }
      settings |=
          t.startsWith("shared_buffers")
              || t.startsWith("listen_addresses")
              || t.startsWith("max_connections");
    }
    return settings ? Format.POSTGRESQL_CONF : null;
  }

  private static @Nullable Format byContent(String text) {
    String start = text.stripLeading();
    if (start.startsWith("{")) {
      return Format.JSON;
    }
    return start.startsWith("---") || start.startsWith("apiVersion:") ? Format.YAML : null;
  }
}
