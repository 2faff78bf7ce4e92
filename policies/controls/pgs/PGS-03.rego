# METADATA
# title: "No trust, password or md5"
# description: >-
#   trust asks for nothing, password sends it in clear, md5 is broken. The first matching line decides.
# related_resources:
#   - https://www.postgresql.org/docs/current/auth-password.html
# custom:
#   id: PGS-03
#   severity: critical
#   kinds: [HostBasedAuthentication]
#   remediation: >-
#     Use scram-sha-256 (or cert), and reset md5 passwords.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-5", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "5.1", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "8.3.1", coverage: partial}
package bulkhead.controls.pgs_03

import rego.v1

weak := {"trust": "critical", "password": "critical", "md5": "high"}

violation contains v if {
	some line in input.lines
	severity := weak[line.method]
	not harmless(line)
	v := {
		"path": sprintf("%s/method", [line.pointer]),
		"key": sprintf("%s %v %v %s", [line.type, line.databases, line.users, object.get(line, "address", "")]),
		"message": sprintf("%s authenticates %s by %s", [input.meta.name, object.get(line, "address", "local connections"), line.method]),
		"observed": line.method,
		"expected": "scram-sha-256",
		"severity": severity_of(line, severity),
	}
}

# The operating system's own user on the socket is the container's; trust there is the image's default.
severity_of(line, _) := "medium" if line.type == "local"

severity_of(line, severity) := severity if line.type != "local"

harmless(line) if {
	line.type == "local"
	line.method == "peer"
}
