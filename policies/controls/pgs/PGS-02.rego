# METADATA
# title: "Remote connections only by hostssl"
# description: >-
#   A host line matches connections with and without TLS.
# related_resources:
#   - https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
# custom:
#   id: PGS-02
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [HostBasedAuthentication]
#   remediation: >-
#     Write hostssl instead of host for every address but the loopback.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "5.8", coverage: partial}
package bulkhead.controls.pgs_02

import rego.v1

import data.bulkhead.lib.hba

# Turned away before: the first line that fits a connection decides (PostgreSQL documentation, 20.1).
plain_rejected_before(index) if {
	every family in ["0.0.0.0/0", "::/0"] {
		some i, line in input.lines
		i < index
		line.type == "hostnossl"
		line.method == "reject"
		"all" in line.databases
		"all" in line.users
		line.address in {"all", family}
	}
}

violation contains v if {
	some i, line in input.lines
	line.type in {"host", "hostnossl", "hostnogssenc"}
	not hba.loopback(line)
	line.method != "reject"
	not plain_rejected_before(i)
	v := {
		"path": line.pointer,
		"key": sprintf("%s %v %v %s", [line.type, line.databases, line.users, object.get(line, "address", "")]),
		"message": sprintf("%s lets %s connect without TLS", [input.meta.name, object.get(line, "address", "")]),
		"observed": line.type,
		"expected": "hostssl",
	}
}

# CloudNativePG, PostgreSQL Configuration, The pg_hba section: the operator's own last line.
unknown contains "CloudNativePG ends with host all all all, which takes connections without TLS: needs a line hostnossl all all all reject" if {
	input.meta.resourceKind == "Cluster"
	startswith(input.meta.apiVersion, "postgresql.cnpg.io/")
	not plain_rejected_before(count(input.lines))
}
