# METADATA
# title: "Reporting is separated from transactional load where the tier asks for it"
# description: >-
#   A report over a year of moves locks nobody out when it runs on a replica. A tier asks for it
#   with the parameter reportingReplica.
# related_resources:
#   - https://www.postgresql.org/docs/current/hot-standby.html
# custom:
#   id: PGS-18
#   severity: low
#   evidence: files
#   sources: [retail-multi-tenant, retail-hardening]
#   kinds: [DatabaseServer]
#   remediation: >-
#     Add a read replica, and point reporting at it.
#   parameters:
#     reportingReplica: {default: false, description: "whether reports need a replica of their own"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-6", coverage: partial}
package bulkhead.controls.pgs_18

import rego.v1

applicable if data.parameters.reportingReplica == true

violation contains v if {
	input.operator
	input.instances < 2
	v := {
		"path": "",
		"message": sprintf("%s has no replica for reports", [input.meta.name]),
		"observed": sprintf("instances: %d", [input.instances]),
		"expected": "a read replica",
	}
}

unknown contains "the number of instances is not written" if {
	input.operator
	not input.instances
}

unknown contains "whether a replica serves reports needs pg_stat_replication of the live database" if not input.operator
