# METADATA
# title: "The superuser cannot log in remotely"
# description: >-
#   The first matching line of pg_hba.conf decides. A superuser who may come over the network needs
#   one leaked password.
# related_resources:
#   - https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
# custom:
#   id: PGS-20
#   severity: high
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [HostBasedAuthentication]
#   remediation: >-
#     Name the roles in remote lines, and reject postgres from everywhere but the socket.
#   parameters:
#     superusers: {default: [postgres], description: "roles of PostgreSQL that are superusers"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-17", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.6.1", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "5.11", coverage: partial}
package bulkhead.controls.pgs_20

import rego.v1

import data.bulkhead.lib.hba

superusers := {name | some name in data.parameters.superusers}

remote(line) if {
	line.type != "local"
	not hba.loopback(line)
}

meant(line, user) if user in line.users

meant(line, _) if "all" in line.users

everywhere(line) if line.address in {"all", "0.0.0.0/0"}

# A line above that turns the superuser away from everywhere.
rejected_before(index, user) if {
	some i, line in input.lines
	i < index
	line.method == "reject"
	everywhere(line)
	"all" in line.databases
	line.type == "host"
	meant(line, user)
}

violation contains v if {
	some index, line in input.lines
	remote(line)
	line.method != "reject"
	some user in superusers
	meant(line, user)
	not rejected_before(index, user)
	v := {
		"path": line.pointer,
		"key": sprintf("%s %v %v %s", [line.type, line.databases, line.users, line.address]),
		"message": sprintf("%s lets the superuser %s in from %s", [input.meta.name, user, line.address]),
		"observed": sprintf("users %s, method %s", [concat(",", line.users), line.method]),
		"expected": "remote lines that name other roles, or a reject of the superuser above",
	}
}

unknown contains sprintf("%s includes others", [input.meta.name]) if {
	some line in input.lines
	startswith(line.type, "include")
}
