package dev.bulkhead.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role of a PostgreSQL server: from SQL (a dump of globals, a script that creates roles), or as
 * an operator's resource declares it. Passwords and their hashes are never kept.
 *
 * @param pointer where the role stands
 * @param attributes those that it has
 * @param memberOf roles whose rights it has
 * @param password what kind of password is written: {@code scram-sha-256}, {@code md5}, {@code
 *     plain} or {@code reference}; null where none is
 * @param connectionLimit the most connections at once; null where none is written
 * @param validUntil until when the password is good, as written
 * @param settings that its sessions begin with, by lower-case name
 */
public record DatabaseRole(
    Meta meta,
    String pointer,
    List<Granted> attributes,
    List<Granted> memberOf,
    @Nullable String password,
    @Nullable Integer connectionLimit,
    @Nullable String validUntil,
    Map<String, Setting> settings)
    implements Entity {

  /** An attribute (lower case, such as {@code superuser}) or a role, and where it is given. */
  public record Granted(String name, String pointer) {}
}
