package dev.bulkhead.model;

/** A layer in which tenants are isolated from each other; together they are the matrix. */
public enum Layer {
  /** Workers, hosts, caches, volumes: what of the application several tenants share. */
  APPLICATION,
  /** Databases and the roles that may connect to them. */
  DATABASE,
  /** Connections between pods. */
  NETWORK,
  /** Secrets, rights in the cluster, delivery, backups: how far a mistake or a break-in goes. */
  OPERATIONS,
  /** Declarations, audit trails, residency, separate duties, integrations with partners. */
  GOVERNANCE
}
