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
#   kinds: [HostBasedAuthentication, DatabaseServer]
#   remediation: >-
#     Write hostssl instead of host for every address but the loopback; under CloudNativePG end with
#     hostnossl all all all reject.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "5.8", coverage: partial}
package bulkhead.controls.pgs_02

import rego.v1

import data.bulkhead.lib.hba

applicable if input.kind == "HostBasedAuthentication"

applicable if own_lines_only

violation contains v if {
	some i, line in input.lines
	"plain" in hba.kinds[line.type]
	not hba.loopback(line)
	line.method != "reject"
	not hba.turned_away(i, "plain", "all", hba.families(line))
	v := {
		"path": line.pointer,
		"key": sprintf("%s %v %v %s", [line.type, line.databases, line.users, object.get(line, "address", "")]),
		"message": sprintf("%s lets %s connect without TLS", [input.meta.name, object.get(line, "address", "")]),
		"observed": line.type,
		"expected": "hostssl",
	}
}

# CloudNativePG, PostgreSQL Configuration, The pg_hba section: the operator ends with a line of its own.
cluster if {
	input.meta.resourceKind == "Cluster"
	startswith(input.meta.apiVersion, "postgresql.cnpg.io/")
}

# A cluster that writes no line of its own.
own_lines_only if {
	input.kind == "DatabaseServer"
	cluster
	not written
}

written if sprintf("%s/%s", [object.get(input.meta, "namespace", ""), input.meta.name]) in with_lines

with_lines contains sprintf("%s/%s", [object.get(entity.meta, "namespace", ""), entity.meta.name]) if {
	some entity in data.platform.kinds.HostBasedAuthentication
	entity.meta.resourceKind == "Cluster"
}

violation contains v if {
	cluster
	not hba.turned_away(count(object.get(input, "lines", [])), "plain", "all", {"IPv4", "IPv6"})
	v := {
		"path": "/spec/postgresql/pg_hba",
		"key": "last",
		"message": sprintf("%s ends with CloudNativePG's own line, which lets every address connect without TLS", [input.meta.name]),
		"observed": "host all all all",
		"expected": "hostnossl all all all reject, as the last line written",
	}
}

unknown contains reason if some reason in hba.unread
