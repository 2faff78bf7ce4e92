/**
 * Configuration files that are no Kubernetes objects: Dockerfiles, odoo.conf, PostgreSQL,
 * PgBouncer, Redis.
 */
@NullMarked
package dev.bulkhead.normalize.files;

import org.jspecify.annotations.NullMarked;
