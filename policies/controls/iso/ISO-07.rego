# METADATA
# title: "A tenant's role can connect to no other tenant's database"
# description: >-
#   PostgreSQL lets every role connect to every database until somebody forbids it, in pg_hba.conf
#   and by revoking CONNECT from PUBLIC.
# related_resources:
#   - https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
#   - https://www.postgresql.org/docs/current/ddl-priv.html
# custom:
#   id: ISO-07
#   severity: critical
#   layer: database
#   evidence: partly
#   sources: [logistics-isolation, distribution-hardening]
#   kinds: [HostBasedAuthentication]
#   remediation: >-
#     Name database and role in each line, and revoke CONNECT on each database from PUBLIC.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "7.2.5", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "5.10", coverage: partial}
package bulkhead.controls.iso_07

import rego.v1

import data.bulkhead.lib.hba

roles contains {"tenant": tenant, "pattern": pattern} if {
	some tenant, declaration in data.platform.tenants
	some pattern in declaration.owns.roles
}

databases contains {"tenant": tenant, "pattern": pattern} if {
	some tenant, declaration in data.platform.tenants
	some pattern in declaration.owns.databases
}

fits(pattern, name) if glob.match(pattern, [], name)

# Tenants whose roles a line lets in.
let_in(line) := {role.tenant | some user in line.users; some role in roles; fits(role.pattern, user)}

wide(line) if "all" in line.databases

open_users(line) if "all" in line.users

admitted(line) if {
	line.method != "reject"
	line.type != "local"
	not hba.loopback(line)
}

applicable if count(data.platform.tenants) > 1

violation contains v if {
	some line in input.lines
	admitted(line)
	wide(line)
	open_users(line)
	v := {
		"path": line.pointer,
		"key": sprintf("%s all all %s", [line.type, line.address]),
		"message": sprintf("%s lets every role into every database from %s", [input.meta.name, line.address]),
		"observed": "database all, user all",
		"expected": "a line for each tenant's database and role",
		"fix": "Write a line for each tenant, with its database and role.",
	}
}

violation contains v if {
	some line in input.lines
	admitted(line)
	wide(line)
	not open_users(line)
	some tenant in let_in(line)
	v := {
		"path": line.pointer,
		"key": sprintf("%s %s", [tenant, line.address]),
		"message": sprintf("%s lets a role of tenant %s into every database", [input.meta.name, tenant]),
		"observed": sprintf("database all, user %s", [concat(",", line.users)]),
		"expected": sprintf("the databases of tenant %s", [tenant]),
		"fix": "Name the databases of the tenant instead of all.",
		"from": tenant,
		"to": "*",
	}
}

violation contains v if {
	some line in input.lines
	admitted(line)
	some name in line.databases
	some database in databases
	fits(database.pattern, name)
	some tenant in let_in(line)
	tenant != database.tenant
	v := {
		"path": line.pointer,
		"key": sprintf("%s %s", [tenant, name]),
		"message": sprintf("%s lets a role of tenant %s into database %s of tenant %s", [input.meta.name, tenant, name, database.tenant]),
		"observed": sprintf("database %s, user %s", [name, concat(",", line.users)]),
		"expected": sprintf("roles of tenant %s", [database.tenant]),
		"fix": "Name roles of the tenant that the database belongs to.",
		"from": tenant,
		"to": database.tenant,
	}
}

unknown contains "whether CONNECT is revoked from PUBLIC needs the grants of the live database (pg_database.datacl)" if {
	count(input.lines) > 0
}
