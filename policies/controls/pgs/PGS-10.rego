# METADATA
# title: "Connections go through a pooler with authentication and TLS on both sides"
# description: >-
#   The pooler sees every password and every row. It must check who comes, and neither side of it
#   may be plain text.
# related_resources:
#   - https://www.pgbouncer.org/config.html
# custom:
#   id: PGS-10
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant]
#   kinds: [ConnectionPooler]
#   remediation: >-
#     Set auth_type = scram-sha-256 (or hba, cert), client_tls_sslmode and server_tls_sslmode =
#     require or stricter.
#   example: |
#     [pgbouncer]
#     auth_type = scram-sha-256
#     client_tls_sslmode = require
#     server_tls_sslmode = verify-full
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "IA-2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "6.8", coverage: partial}
package bulkhead.controls.pgs_10

import rego.v1

kept(name) := input.settings[name].value

weak := {"any": "critical", "trust": "critical", "plain": "high", "md5": "medium"}

violation contains v if {
	severity := weak[kept("auth_type")]
	v := {
		"path": input.settings.auth_type.pointer,
		"key": "auth_type",
		"message": sprintf("%s lets clients in by %s", [input.meta.name, kept("auth_type")]),
		"observed": sprintf("auth_type = %s", [kept("auth_type")]),
		"expected": "scram-sha-256, hba or cert",
		"fix": "Set auth_type = scram-sha-256 (or hba, cert).",
		"severity": severity,
	}
}

violation contains v if {
	not input.settings.auth_type
	not may_be_elsewhere("auth_type")
	v := {
		"path": "",
		"key": "auth_type",
		"message": sprintf("%s lets clients in by md5", [input.meta.name]),
		"observed": "auth_type is not set (md5)",
		"expected": "scram-sha-256, hba or cert",
		"fix": "Set auth_type = scram-sha-256 (or hba, cert).",
	}
}

sides := {"client_tls_sslmode": "clients", "server_tls_sslmode": "the database"}

defaults := {"client_tls_sslmode": "disable", "server_tls_sslmode": "prefer"}

strict := {"require", "verify-ca", "verify-full"}

local if every _, database in input.databases {
	regex.match(`(^|\s)host=(/|localhost|127\.0\.0\.1)`, object.get(database, "value", ""))
}

exempt("server_tls_sslmode") if {
	count(input.databases) > 0
	local
}

violation contains v if {
	some name, side in sides
	not object.get(input.settings, [name, "value"], defaults[name]) in strict
	not exempt(name)
	not may_be_elsewhere(name)
	v := {
		"path": object.get(input.settings, [name, "pointer"], ""),
		"key": name,
		"message": sprintf("%s may talk to %s in plain text", [input.meta.name, side]),
		"observed": observed(name),
		"expected": "require, verify-ca or verify-full",
		"fix": sprintf("Set %s = require or stricter.", [name]),
		"severity": "high",
	}
}

# PgBouncer reads other files where its configuration says so; the lines of auth_hba_file are judged as pg_hba.conf's are.
unknown contains sprintf("%s includes others, which may set more", [input.meta.name]) if input.settings["%include"]

unknown contains sprintf("who may come in is in %s, which is not in this input", [file]) if {
	kept("auth_type") == "hba"
	file := kept("auth_hba_file")
	not rules_seen(file)
}

rules_seen(file) if base(file) in rules

rules contains base(entity.meta.name) if some entity in data.platform.kinds.HostBasedAuthentication

base(path) := parts[count(parts) - 1] if parts := split(path, "/")

may_be_elsewhere(name) if {
	input.settings["%include"]
	not input.settings[name]
}

observed(name) := sprintf("%s = %s", [name, kept(name)]) if input.settings[name]

observed(name) := sprintf("%s is not set (%s)", [name, defaults[name]]) if not input.settings[name]
