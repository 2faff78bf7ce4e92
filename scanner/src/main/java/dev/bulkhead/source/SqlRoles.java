package dev.bulkhead.source;

import dev.bulkhead.model.Span;
import dev.bulkhead.source.Node.Entry;
import dev.bulkhead.source.Node.Mapping;
import dev.bulkhead.source.Node.Scalar;
import dev.bulkhead.source.Node.Type;
import dev.bulkhead.source.SqlStatements.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Roles that SQL creates, changes and puts into others: {@code {roles: {NAME: {attributes: {NAME:
 * true}, memberOf: {NAME: true}, hashing, password, connectionLimit, validUntil, settings: {…}}}}}
 * (PostgreSQL documentation, CREATE ROLE, ALTER ROLE, GRANT). A hash of a password is told by its
 * kind and left out.
 */
final class SqlRoles {
  private static final Set<String> ATTRIBUTES =
      Set.of("superuser", "createdb", "createrole", "replication", "bypassrls", "login", "inherit");

  private final Map<String, Role> roles = new LinkedHashMap<>();

  /** A role as the statements so far leave it. */
  private static final class Role {
    final Span span;
    final Map<String, Entry> attributes = new LinkedHashMap<>();
    final Map<String, Entry> memberOf = new LinkedHashMap<>();
    final Map<String, Entry> settings = new LinkedHashMap<>();
    final Map<String, Entry> fields = new LinkedHashMap<>();

    Role(Span span) {
      this.span = span;
    }
  }

  private SqlRoles() {}

  /** Whether a text begins like a dump of globals, or creates roles near its beginning. */
  static boolean known(String text) {
    String start = text.substring(0, Math.min(text.length(), 20_000));
    if (start.contains("-- PostgreSQL database cluster dump")) {
      return true;
    }
    for (String line : (Iterable<String>) start.lines()::iterator) {
      String[] words = line.strip().split("\\s+", 3);
      if (words.length == 3
          && (words[0].equalsIgnoreCase("create") || words[0].equalsIgnoreCase("alter"))
          && (words[1].equalsIgnoreCase("role") || words[1].equalsIgnoreCase("user"))) {
        return true;
      }
    }
    return false;
  }

  static Node parse(String text) {
    var reader = new SqlRoles();
    SqlStatements.each(text, reader::statement);
    var entries = new ArrayList<Entry>();
    reader.roles.forEach((name, role) -> entries.add(entry(name, role.span, node(role))));
    Span whole = new Span(1, 1, (int) Math.min(Integer.MAX_VALUE, text.lines().count() + 1), 1);
    return new Mapping(
        whole, List.of(entry("roles", whole, new Mapping(whole, List.copyOf(entries)))));
  }

  private static Node node(Role role) {
    var fields = new ArrayList<Entry>();
    fields.add(map("attributes", role.span, role.attributes));
    fields.add(map("memberOf", role.span, role.memberOf));
    fields.add(map("settings", role.span, role.settings));
    fields.addAll(role.fields.values());
    return new Mapping(role.span, List.copyOf(fields));
  }

  private static Entry map(String key, Span span, Map<String, Entry> entries) {
    return entry(key, span, new Mapping(span, List.copyOf(entries.values())));
  }

  private static Entry entry(String key, Span span, Node value) {
    return new Entry(new Scalar(span, key, Type.STRING), value);
  }

  private static Entry entry(String key, Word word, String value) {
    return entry(key, word.span(), new Scalar(word.span(), value, Type.STRING));
  }

  private void statement(List<Word> words) {
    if (words.size() < 3) {
      return;
    }
    Word verb = words.getFirst();
    Word object = words.get(1);
    boolean role = object.is("role") || object.is("user");
    if (verb.is("create") && (role || object.is("group"))) {
      Word name = words.get(2);
      Role created = roles.computeIfAbsent(name.text(), n -> new Role(name.span()));
      if (object.is("user")) {
        created.attributes.put("login", entry("login", object, "true"));
      }
      options(created, words.subList(3, words.size()));
    } else if (verb.is("alter") && role) {
      Word name = words.get(2);
      Role altered = roles.computeIfAbsent(name.text(), n -> new Role(name.span()));
      if (words.stream().anyMatch(w -> w.is("set"))) {
        set(altered, words);
      } else {
        options(altered, words.subList(3, words.size()));
      }
    } else if (verb.is("grant") && words.stream().noneMatch(w -> w.is("on"))) {
      membership(words);
    }
  }

  private static void options(Role role, List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      Word word = words.get(i);
      Word next = i + 1 < words.size() ? words.get(i + 1) : null;
      if (word.literal()) {
        continue;
      }
      String name = word.text().startsWith("no") ? word.text().substring(2) : word.text();
      if (ATTRIBUTES.contains(word.text())) {
        role.attributes.put(word.text(), entry(word.text(), word, "true"));
      } else if (ATTRIBUTES.contains(name)) {
        role.attributes.remove(name);
      } else if (word.is("password") && next != null && next.literal()) {
        password(role, next);
      } else if (word.is("until") && next != null && next.literal()) {
        role.fields.put("validUntil", entry("validUntil", next, next.text()));
      } else if (word.is("limit") && next != null) {
        role.fields.put("connectionLimit", entry("connectionLimit", next, next.text()));
      } else if (word.is("role") && i > 0 && words.get(i - 1).is("in") && next != null) {
        role.memberOf.put(next.text(), entry(next.text(), next, "true"));
      }
    }
  }

  private static void password(Role role, Word value) {
    String kind = kindOf(value.text());
    role.fields.put("hashing", entry("hashing", value, kind));
    role.fields.remove("password");
    if (kind.equals("plain")) {
      role.fields.put("password", entry("password", value, value.text()));
    }
  }

  /** PostgreSQL tells a stored hash from a password by its form (documentation of CREATE ROLE). */
  private static String kindOf(String password) {
    if (password.startsWith("SCRAM-SHA-256$")) {
      return "scram-sha-256";
    }
    boolean md5 =
        password.length() == 35
            && password.startsWith("md5")
            && password.chars().skip(3).allMatch(c -> Character.digit(c, 16) >= 0);
    return md5 ? "md5" : "plain";
  }

  /** {@code ALTER ROLE name [IN DATABASE database] SET parameter TO value}. */
  private static void set(Role role, List<Word> words) {
    int at = index(words, "set");
    if (at + 3 < words.size()) {
      Word parameter = words.get(at + 1);
      Word value = words.get(at + 3);
      role.settings.put(parameter.text(), entry(parameter.text(), value, value.text()));
    }
  }

  /** {@code GRANT role, … TO member, … [WITH …]}. */
  private void membership(List<Word> words) {
    int to = index(words, "to");
    List<Word> granted = names(words.subList(1, Math.max(1, to)));
    for (Word member : names(words.subList(Math.min(to + 1, words.size()), words.size()))) {
      Role role = roles.computeIfAbsent(member.text(), n -> new Role(member.span()));
      granted.forEach(g -> role.memberOf.put(g.text(), entry(g.text(), g, "true")));
    }
  }

  private static List<Word> names(List<Word> words) {
    var out = new ArrayList<Word>();
    for (Word word : words) {
      if (word.is("with") || word.is("granted")) {
        break;
      }
      if (!word.is(",")) {
        out.add(word);
      }
    }
    return out;
  }

  private static int index(List<Word> words, String keyword) {
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).is(keyword)) {
        return i;
      }
    }
    return words.size();
  }
}
