package dev.bulkhead.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Redis or Valkey server's configuration: redis.conf and ACL lines, or an operator's resource.
 *
 * @param directives by lower-case name, in order; passwords withheld
 */
public record Cache(
    Meta meta,
    Map<String, List<Setting>> directives,
    List<AclUser> users,
    @Nullable String operator)
    implements Entity {

  /** A user of the ACL. Passwords are counted, never kept. */
  public record AclUser(
      String pointer,
      String name,
      boolean enabled,
      boolean nopass,
      int passwords,
      List<String> keyPatterns,
      List<String> commands) {}
}
