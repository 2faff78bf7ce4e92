package dev.bulkhead.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells by name, and by content where names do not say, what a file is. */
final class FileTypes {
  /** What template engines append to the name of what they make. */
  private static final List<String> TEMPLATE_ENDINGS =
      List.of(".tpl", ".tmpl", ".gotmpl", ".j2", ".jinja", ".jinja2", ".erb", ".mustache");

  /** What stands behind {@code Dockerfile.} in names of other things. */
  private static final Set<String> NO_DOCKERFILE =
      Set.of("dockerignore", "md", "rst", "adoc", "html", "sh", "py", "bak", "orig", "swp");

  private FileTypes() {}

  /** Whether a file found in a directory is worth reading; named ones are always read. */
  static boolean isCandidate(Path file) {
    return byName(name(file)) != null;
  }

  /**
   * Whether a file's name leaves open what it is, so that its beginning is to be looked at:
   * templates, {@code .txt}, {@code .sql}, names without an ending.
   */
  static boolean mayBeCandidate(Path file) {
    String name = name(file);
    return isTemplate(file)
        || name.endsWith(".txt")
        || name.endsWith(".sql")
        || name.indexOf('.') < 0;
  }

  /** Whether the name says that a template engine is to read the file. */
  static boolean isTemplate(Path file) {
    String name = name(file);
    return TEMPLATE_ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** Whether the beginning of a file is that of something that can be judged. */
  static boolean looksJudgeable(Path file, String beginning) {
    Format format = of(file, beginning);
    return switch (format) {
      case null -> false;
      case YAML, JSON -> isObject(beginning);
      case DOCKERFILE,
          INI,
          POSTGRESQL_CONF,
          PG_HBA,
          PG_IDENT,
          REDIS_CONF,
          REDIS_ACL,
          SQL_ROLES,
          PEM ->
          true;
      case TOML, DOTENV, TEXT -> false;
    };
  }

  /** Whether a text has the two keys of every Kubernetes object. */
  private static boolean isObject(String text) {
    return hasKey(text, "apiVersion") && hasKey(text, "kind");
  }

  private static boolean hasKey(String text, String key) {
    return text.startsWith(key + ":")
        || text.contains("\n" + key + ":")
        || text.contains("\"" + key + "\"");
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }

  /** The name that a template's result has. */
  private static String rendered(String name) {
    for (String ending : TEMPLATE_ENDINGS) {
      if (name.endsWith(ending)) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }

  /** The format of a file; null where it is none that is understood. */
  static @Nullable Format of(Path file, String text) {
    String name = rendered(name(file));
    if (name.endsWith(".sql")) {
      return SqlRoles.known(text) ? Format.SQL_ROLES : null;
    }
    Format format = byName(name);
    if (format == Format.INI && name.endsWith(".conf")) {
      return ConfContent.format(text);
    }
    return format == null ? byContent(text) : format;
  }

  private static @Nullable Format byName(String name) {
    if (name.endsWith(".yaml") || name.endsWith(".yml") || name.equals("kustomization")) {
      return Format.YAML;
    }
    if (name.endsWith(".json")) {
      return Format.JSON;
    }
    if (name.endsWith(".toml")) {
      return Format.TOML;
    }
    if (isDockerfile(name)) {
      return Format.DOCKERFILE;
    }
    if (isHba(name)) {
      return Format.PG_HBA;
    }
    if (isIdent(name)) {
      return Format.PG_IDENT;
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
    if (name.endsWith(".env") || name.startsWith(".env.")) {
      return Format.DOTENV;
    }
    if (name.endsWith(".ini") || name.endsWith(".conf") || name.endsWith(".cfg")) {
      return Format.INI;
    }
    if (isCertificate(name)
        || name.endsWith(".pem")
        || name.endsWith(".key")
        || name.startsWith("id_rsa")
        || name.startsWith("id_ed25519")) {
      return Format.PEM;
    }
    return null;
  }

  /** Whether a file's name says that it holds certificates and nothing else. */
  static boolean isCertificate(Path file) {
    return isCertificate(rendered(name(file)));
  }

  private static boolean isCertificate(String name) {
    return name.endsWith(".crt") || name.endsWith(".cer");
  }

  private static boolean isDockerfile(String name) {
    for (String stem : List.of("dockerfile", "containerfile")) {
      if (name.equals(stem) || name.endsWith("." + stem)) {
        return true;
      }
      if (name.startsWith(stem + ".")) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return !NO_DOCKERFILE.contains(ending) && !TEMPLATE_ENDINGS.contains("." + ending);
      }
    }
    return false;
  }

  private static boolean isHba(String name) {
    return name.contains("pg_hba")
        && (name.indexOf('.') < 0 || name.endsWith(".conf") || name.endsWith(".conf.sample"));
  }

  /** PostgreSQL's own name for it, and PgBouncer's file of the same form (auth_ident_file). */
  private static boolean isIdent(String name) {
    return (name.contains("pg_ident") || name.contains("pgident"))
        && (name.indexOf('.') < 0 || name.endsWith(".conf") || name.endsWith(".conf.sample"));
  }

  private static @Nullable Format byContent(String text) {
    String start = text.stripLeading();
    if (start.startsWith("{")) {
      return Format.JSON;
    }
    if (start.startsWith("---") || isObject(text)) {
      return Format.YAML;
    }
    if (start.startsWith("-----BEGIN ")) {
      return Format.PEM;
    }
    return isDockerfileText(text) ? Format.DOCKERFILE : ConfContent.known(text);
  }

  /** The first instruction is FROM, or ARG before it. */
  private static boolean isDockerfileText(String text) {
    for (String line : (Iterable<String>) text.lines().limit(200)::iterator) {
      String instruction = line.strip();
      if (instruction.startsWith("FROM ")) {
        return true;
      }
      if (!instruction.isEmpty()
          && !instruction.startsWith("#")
          && !instruction.startsWith("ARG ")) {
        return false;
      }
    }
    return false;
  }
}
