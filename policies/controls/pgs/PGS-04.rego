# METADATA
# title: "No pg_hba line is open to the world"
# description: >-
#   0.0.0.0/0 and all let every address try every password.
# related_resources:
#   - https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
# custom:
#   id: PGS-04
#   severity: critical
#   evidence: files
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [HostBasedAuthentication]
#   remediation: >-
#     Narrow the address to the pooler's or the application's network.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "5.9", coverage: partial}
package bulkhead.controls.pgs_04

import rego.v1

import data.bulkhead.lib.hba

violation contains v if {
	some i, line in input.lines
	hba.world(line)
	line.method != "reject"
	some kind in hba.kinds[line.type]
	not hba.turned_away(i, kind, "all", hba.families(line))
	v := {
		"path": sprintf("%s/address", [line.pointer]),
		"key": sprintf("%s %v %v", [line.type, line.databases, line.users]),
		"message": sprintf("%s lets every address connect to %s as %s", [input.meta.name, concat(", ", line.databases), concat(", ", line.users)]),
		"observed": line.address,
		"expected": "a named network",
		"severity": severity(line),
	}
}

unknown contains reason if some reason in hba.unread

severity(line) := "high" if line.method in {"scram-sha-256", "cert"}

severity(line) := "critical" if not line.method in {"scram-sha-256", "cert"}
