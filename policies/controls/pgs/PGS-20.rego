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

violation contains v if {
	some index, line in input.lines
	remote(line)
	line.method != "reject"
	some user in superusers
	hba.meant(line, user)
	some kind in hba.kinds[line.type]
	not hba.turned_away(index, kind, user, hba.families(line))
	v := {
		"path": line.pointer,
		"key": sprintf("%s %v %v %s", [line.type, line.databases, line.users, line.address]),
		"message": sprintf("%s lets the superuser %s in from %s", [input.meta.name, user, line.address]),
		"observed": sprintf("users %s, method %s", [concat(",", line.users), line.method]),
		"expected": "remote lines that name other roles, or a reject of the superuser above",
	}
}

unknown contains reason if some reason in hba.unread
