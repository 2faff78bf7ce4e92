# METADATA
# title: "Application roles have no administrative attributes"
# description: >-
#   A superuser reads every tenant's rows and files of the server.
# related_resources:
#   - https://www.postgresql.org/docs/current/role-attributes.html
#   - https://www.postgresql.org/docs/current/predefined-roles.html
# custom:
#   id: PGS-07
#   severity: high
#   evidence: partly
#   sources: [distribution-hardening, retail-multi-tenant]
#   kinds: [Resource, DatabaseServer, DatabaseRole]
#   remediation: >-
#     Make owner, application, read-only, backup and replication separate roles without superuser,
#     createdb, createrole, replication or bypassrls.
#   parameters:
#     superusers: {default: [postgres], description: "roles of PostgreSQL that are superusers"}
#     replication_roles:
#       default: [streaming_replica, standby, replicator, replication, repmgr]
#       description: "roles that only replicate"
#   example: |
#     CREATE ROLE odoo_north;
#     ALTER ROLE odoo_north WITH NOSUPERUSER NOCREATEDB NOCREATEROLE LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 40;
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-5", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "7.2.2", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "4.3", coverage: partial}
package bulkhead.controls.pgs_07

import rego.v1

cluster if {
	startswith(input.meta.apiVersion, "postgresql.cnpg.io/")
	input.meta.resourceKind == "Cluster"
	input.kind == "Resource"
}

applicable if cluster

applicable if {
	input.kind == "DatabaseServer"
	not input.operator
}

applicable if input.kind == "DatabaseRole"

attributes := {"superuser", "createdb", "createrole", "replication", "bypassrls"}

meant(role, _) if role in data.parameters.superusers

meant(role, "replication") if role in data.parameters.replication_roles

violation contains v if {
	input.kind == "DatabaseRole"
	some granted in input.attributes
	granted.name in attributes
	not meant(input.meta.name, granted.name)
	v := {
		"path": granted.pointer,
		"key": granted.name,
		"message": sprintf("role %s has %s", [input.meta.name, granted.name]),
		"observed": granted.name,
		"expected": "a role without administrative attributes",
		"fix": sprintf("Take %s away by ALTER ROLE, and administer with a role of its own.", [granted.name]),
	}
}

# What membership gives beyond tables: files and programs of the server, or all data of all schemas.
reaching := {
	"pg_execute_server_program": "runs programs on the server",
	"pg_read_server_files": "reads the server's files",
	"pg_write_server_files": "writes the server's files",
	"pg_read_all_data": "reads every table of every schema",
	"pg_write_all_data": "writes every table of every schema",
}

what(role) := reaching[role]

what(role) := "is a superuser" if role in data.parameters.superusers

violation contains v if {
	input.kind == "DatabaseRole"
	not input.meta.name in data.parameters.superusers
	some granted in input.memberOf
	reach := what(granted.name)
	v := {
		"path": granted.pointer,
		"key": sprintf("member %s", [granted.name]),
		"message": sprintf("role %s is a member of %s, which %s", [input.meta.name, granted.name, reach]),
		"observed": sprintf("member of %s", [granted.name]),
		"expected": "rights on the tenant's own schema",
		"fix": "Revoke the membership, and grant what is needed in the schema of the tenant.",
	}
}

violation contains v if {
	cluster
	input.object.spec.enableSuperuserAccess == true
	v := {
		"path": "/spec/enableSuperuserAccess",
		"key": "superuser",
		"message": sprintf("cluster %s keeps a password for its superuser", [input.meta.name]),
		"observed": "enableSuperuserAccess: true",
		"expected": "enableSuperuserAccess: false",
		"fix": "Set enableSuperuserAccess: false.",
		"severity": "medium",
	}
}

# A dump of globals says all of a server's roles; which server's, nobody can tell of several.
dumped if {
	some role in data.platform.kinds.DatabaseRole
	role.meta.resourceKind == "sql_roles"
}

unknown contains "attributes of roles need pg_roles of the live database (or pg_dumpall --globals-only)" if {
	input.kind != "DatabaseRole"
	not dumped
}
