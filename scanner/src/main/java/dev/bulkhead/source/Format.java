package dev.bulkhead.source;

/**
 * The formats that are understood, by the tree that their parser gives.
 *
 * <ul>
 *   <li>YAML, JSON, TOML: their own tree
 *   <li>INI: section to key to value; keys before any section under {@code ""}
 *   <li>POSTGRESQL_CONF: key to value, names in lower case; DOTENV: key to value
 *   <li>PG_HBA: {@code {lines: [{type, databases: […], users: […], address, method, options:
 *       {…}}]}}
 *   <li>PG_IDENT: {@code {lines: [{map, system, database}]}}
 *   <li>REDIS_CONF: {@code {directives: [{name, args: […]}]}}; REDIS_ACL: the same, with {@code
 *       user} directives
 *   <li>SQL_ROLES: {@code {roles: {NAME: {attributes: {…}, memberOf: {…}, settings: {…}, hashing,
 *       password, connectionLimit, validUntil}}}}; passwords that are hashed left out
 *   <li>DOCKERFILE: {@code {instructions: [{name, flags: […], text}]}}
 *   <li>PEM: {@code {text, blocks: [{label}]}}; TEXT: {@code {text}}, for what only the secret
 *       detectors read
 * </ul>
 */
public enum Format {
  YAML,
  JSON,
  TOML,
  INI,
  POSTGRESQL_CONF,
  DOTENV,
  PG_HBA,
  PG_IDENT,
  REDIS_CONF,
  REDIS_ACL,
  SQL_ROLES,
  DOCKERFILE,
  PEM,
  TEXT
}
