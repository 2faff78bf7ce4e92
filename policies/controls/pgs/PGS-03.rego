# METADATA
# title: "No trust, password or md5"
# description: >-
#   trust asks for nothing, password sends it in clear, md5 is broken. The first matching line decides.
# related_resources:
#   - https://www.postgresql.org/docs/current/auth-password.html
# custom:
#   id: PGS-03
#   severity: critical
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [HostBasedAuthentication, DatabaseServer, DatabaseRole]
#   remediation: >-
#     Use scram-sha-256 (or cert), and reset md5 passwords.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-5", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "5.4", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.3.2", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "5.12", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.3.1", coverage: partial}
package bulkhead.controls.pgs_03

import rego.v1

import data.bulkhead.lib.hba

applicable if input.kind == "HostBasedAuthentication"

applicable if input.settings.password_encryption

applicable if input.password

weak := {"trust": "critical", "password": "critical", "md5": "high", "ident": "high"}

violation contains v if {
	some line in input.lines
	severity := weak[line.method]
	not only_local_ident(line)
	v := {
		"path": sprintf("%s/method", [line.pointer]),
		"key": sprintf("%s %v %v %s", [line.type, line.databases, line.users, object.get(line, "address", "")]),
		"message": sprintf("%s authenticates %s by %s", [input.meta.name, object.get(line, "address", "local connections"), line.method]),
		"observed": line.method,
		"expected": "scram-sha-256",
		"fix": "Use scram-sha-256 (or cert).",
		"severity": severity_of(line, severity),
	}
}

# Who is in the container or on the machine already is let in; that is less than the network.
severity_of(line, _) := "medium" if {
	line.type == "local"
} else := "high" if {
	hba.loopback(line)
}

severity_of(line, severity) := severity if {
	line.type != "local"
	not hba.loopback(line)
}

# On the socket ident is peer.
only_local_ident(line) if {
	line.type == "local"
	line.method == "ident"
}

# What proves a name of the outside, which a map turns into a role.
mapping := {"peer", "ident", "cert", "gss", "sspi", "oauth"}

mapped := [line |
	some line in input.lines
	line.method in mapping
	line.options.map
]

# To the role of the same name: on the socket that is what happens without a map.
same(database) if regex.match(`^\\1$`, database)

violation contains v if {
	some line in mapped
	some entry in hba.entries(line.options.map)
	hba.everybody(entry)
	not harmless(line, entry)
	v := {
		"path": line.pointer,
		"key": sprintf("map %s %s", [line.options.map, entry.line.pointer]),
		"message": sprintf("%s lets everybody whom %s knows in as %s", [input.meta.name, line.method, role(entry.line.database)]),
		"observed": sprintf("map %s: %s %s", [line.options.map, entry.line.system, entry.line.database]),
		"expected": "a map of names, or of one realm's or domain's",
		"severity": severity_of_map(line, entry.line.database),
		"proof": [{"message": sprintf("map %s takes every name", [line.options.map]), "entity": entry.entity, "pointer": entry.line.pointer}],
	}
}

harmless(line, entry) if {
	line.type == "local"
	same(entry.line.database)
}

role(database) := "the role of their name" if same(database)

role(database) := "any role" if database == "all"

role(database) := sprintf("role %s", [database]) if {
	not same(database)
	database != "all"
}

severity_of_map(_, database) := "medium" if same(database)

severity_of_map(line, database) := severity_of(line, "critical") if not same(database)

unknown contains sprintf("map %s of %s is not in this input: needs pg_ident.conf", [line.options.map, input.meta.name]) if {
	some line in mapped
	hba.unknown_map(line)
}

unknown contains reason if some reason in hba.unread

violation contains v if {
	input.settings.password_encryption.value in {"md5", "on", "off"}
	v := {
		"path": input.settings.password_encryption.pointer,
		"message": sprintf("%s stores new passwords as %s", [input.meta.name, input.settings.password_encryption.value]),
		"observed": sprintf("password_encryption = %s", [input.settings.password_encryption.value]),
		"expected": "scram-sha-256",
		"fix": "Set password_encryption = scram-sha-256, and set the passwords of roles anew.",
		"severity": "high",
	}
}

# A hash by MD5 can be sent as it is: who reads it may log in.
violation contains v if {
	input.kind == "DatabaseRole"
	input.password == "md5"
	v := {
		"path": sprintf("%s/hashing", [input.pointer]),
		"key": "hash",
		"message": sprintf("the password of role %s is stored as MD5", [input.meta.name]),
		"observed": "a hash by MD5 (withheld)",
		"expected": "scram-sha-256",
		"fix": "Set password_encryption = scram-sha-256, and set the password anew.",
		"severity": "high",
	}
}
