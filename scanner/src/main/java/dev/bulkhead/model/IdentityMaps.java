package dev.bulkhead.model;

import java.util.List;

/**
 * A pg_ident.conf, or the same lines in an operator's resource: which names of the outside (of an
 * operating system, a certificate or Kerberos) may act as which roles (PostgreSQL documentation,
 * 20.2).
 */
public record IdentityMaps(Meta meta, List<Line> lines) implements Entity {

  /**
   * A line.
   *
   * @param map the map's name, by which {@code map=} of pg_hba.conf calls it; include, include_dir
   *     or include_if_exists for lines of other files
   * @param system the name outside, a regular expression behind a slash; the file of an include
   * @param database the role, {@code all}, a role behind a plus sign for its members or a regular
   *     expression behind a slash; empty for an include
   */
  public record Line(String pointer, String map, String system, String database) {}
}
