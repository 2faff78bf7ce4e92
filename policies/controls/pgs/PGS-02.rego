# METADATA
# title: "Remote connections only by hostssl"
# description: >-
#   A host line matches connections with and without TLS.
# related_resources:
#   - https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
# custom:
#   id: PGS-02
#   severity: high
#   kinds: [HostBasedAuthentication]
#   remediation: >-
#     Write hostssl instead of host for every address but the loopback.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "5.1", coverage: partial}
package bulkhead.controls.pgs_02

import rego.v1

loopback := {"127.0.0.1/32", "::1/128", "localhost", "127.0.0.1 255.255.255.255", "samehost"}

violation contains v if {
	some line in input.lines
	line.type in {"host", "hostnossl", "hostnogssenc"}
	not line.address in loopback
	line.method != "reject"
	v := {
		"path": line.pointer,
		"key": sprintf("%s %v %v %s", [line.type, line.databases, line.users, object.get(line, "address", "")]),
		"message": sprintf("%s lets %s connect without TLS", [input.meta.name, object.get(line, "address", "")]),
		"observed": line.type,
		"expected": "hostssl",
	}
}
