package dev.bulkhead.source;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what a {@code .conf} is, whose name can be anything, by the lines that it begins with. */
final class ConfContent {
  private static final Set<String> SECTIONS = Set.of("[options]", "[pgbouncer]");
  private static final Set<String> REDIS =
      Set.of("requirepass", "appendonly", "maxmemory", "protected-mode", "aclfile");
  private static final Set<String> POSTGRESQL =
      Set.of("shared_buffers", "listen_addresses", "max_connections", "hba_file", "wal_level");

  /** Settings of Odoo and PgBouncer, for files that lack the section that they belong in. */
  private static final Set<String> SECTIONED =
      Set.of(
          "addons_path",
          "admin_passwd",
          "dbfilter",
          "list_db",
          "db_host",
          "proxy_mode",
          "pool_mode",
          "auth_type",
          "auth_file");

  private static final Set<String> METHODS =
      Set.of(
          "trust",
          "reject",
          "scram-sha-256",
          "md5",
          "password",
          "peer",
          "ident",
          "cert",
          "ldap",
          "gss",
          "pam",
          "radius",
          "sspi");

  private ConfContent() {}

  /** The format of a {@code .conf}: INI where it has any sections; null where it is unknown. */
  static @Nullable Format format(String text) {
    Format known = known(text);
    return known == null && sections(text) ? Format.INI : known;
  }

  private static boolean sections(String text) {
    return text.lines()
        .limit(2_000)
        .map(String::strip)
        .anyMatch(t -> t.startsWith("[") && t.endsWith("]"));
  }

  /** The format of a text with lines that only one of them has; null where none is told. */
  static @Nullable Format known(String text) {
    Format format = null;
    for (String line : (Iterable<String>) text.lines().limit(2_000)::iterator) {
      String t = line.strip().replace('\t', ' ');
      if (t.isEmpty() || t.startsWith("#") || t.startsWith(";")) {
        continue;
      }
      String word = firstWord(t);
      if (SECTIONS.contains(t)) {
        return Format.INI;
      }
      if (isHbaLine(t, word)) {
        return Format.PG_HBA;
      }
      if (REDIS.contains(word) && t.indexOf('=') < 0) {
        return Format.REDIS_CONF;
      }
      if (format == null && POSTGRESQL.contains(word)) {
        format = Format.POSTGRESQL_CONF;
      }
      if (format == null && SECTIONED.contains(word) && t.indexOf('=') > 0) {
        format = Format.INI;
      }
    }
    return format;
  }

  private static String firstWord(String line) {
    int end = 0;
    while (end < line.length()
        && !Character.isWhitespace(line.charAt(end))
        && line.charAt(end) != '=') {
      end++;
    }
    return line.substring(0, end);
  }

  /** {@code local} or {@code host…}, and a method behind it. */
  private static boolean isHbaLine(String line, String word) {
    return switch (word) {
      case "local", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc" ->
          METHODS.stream().anyMatch(m -> line.endsWith(" " + m) || line.contains(" " + m + " "));
      default -> false;
    };
  }
}
