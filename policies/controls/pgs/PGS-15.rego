# METADATA
# title: "Data checksums are on"
# description: >-
#   Without checksums a failing disk corrupts tables, and backups of them, in silence.
# related_resources:
#   - https://www.postgresql.org/docs/current/checksums.html
# custom:
#   id: PGS-15
#   severity: medium
#   evidence: partly
#   sources: [retail-hardening]
#   kinds: [DatabaseServer]
#   remediation: >-
#     Initialise with --data-checksums (the default since PostgreSQL 18), or enable them offline
#     with pg_checksums.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-7", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "1.4", coverage: partial}
package bulkhead.controls.pgs_15

import rego.v1

import data.bulkhead.lib.postgres

violation contains v if {
	postgres.value("data_checksums") in {"off", "false", "no"}
	v := {
		"path": postgres.pointer("data_checksums"),
		"message": sprintf("%s does not notice when its data rots", [input.meta.name]),
		"observed": "data_checksums = off",
		"expected": "data checksums",
	}
}

# The normalizers write down how CloudNativePG, Patroni and Spilo initialise a cluster.
unknown contains "whether data checksums are on is decided when the cluster is initialised; SHOW data_checksums of the live database tells" if {
	not postgres.written("data_checksums")
}
