package dev.bulkhead.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import java.util.List;

/**
 * A pg_hba.conf, or the same lines in an operator's resource. The first line that matches a
 * connection wins (PostgreSQL documentation, 20.1).
 */
public record HostBasedAuthentication(Meta meta, List<Line> lines) implements Entity {

  /**
   * A line.
   *
   * @param type local, host, hostssl, hostnossl, hostgssenc or hostnogssenc; include, include_dir
   *     or include_if_exists for lines of other files, which have nothing else
   * @param address CIDR, host name, {@code all}, {@code samehost}, {@code samenet}; null for local
   */
  public record Line(
      String pointer,
      String type,
      List<String> databases,
      List<String> users,
      @Nullable String address,
      String method,
      Map<String, String> options) {}
}
