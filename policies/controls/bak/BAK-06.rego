# METADATA
# title: "Backups are kept as long as agreed, and no longer than privacy allows"
# description: >-
#   Too short breaks the contract, too long the promise to erase.
# related_resources:
#   - https://cloudnative-pg.io/plugin-barman-cloud/docs/retention
#   - https://velero.io/docs/latest/api-types/backup/
# custom:
#   id: BAK-06
#   severity: high
#   evidence: partly
#   sources: [retail-hardening, logistics-isolation, distribution-hardening]
#   kinds: [Tenant, Resource, Workload, Configuration]
#   remediation: >-
#     Set the plan's retention to what the contract says, below the privacy limit.
#   parameters:
#     backup_retention_limit:
#       default: "3650d"
#       description: "the longest that privacy lets backups be kept"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SI-12", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.10", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "3.2.1", coverage: partial}
package bulkhead.controls.bak_06

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.duration

applicable if input.kind == "Tenant"

applicable if backup.nobodys

plans := backup.judged

contract := backup.objective(input, "retention")

limit := duration.seconds(data.parameters.backup_retention_limit)

kept[id] := duration.seconds(plan.retention) if some id, plan in plans

violation contains v if {
	longest := max([time | some time in kept])
	longest < contract
	some id, time in kept
	time == longest
	v := {
		"path": "/retention",
		"key": id,
		"message": sprintf("the backups of %s are kept for %s, and the contract says %s", [backup.subject, duration.text(longest), duration.text(contract)]),
		"observed": sprintf("%s: retention %s", [plans[id].name, plans[id].retention]),
		"expected": sprintf("at least %s", [duration.text(contract)]),
		"fix": sprintf("Keep them for at least %s.", [duration.text(contract)]),
		"proof": backup.proof(id, sprintf("kept for %s", [plans[id].retention])),
	}
}

violation contains v if {
	some id, time in kept
	time > limit
	v := {
		"path": "",
		"key": sprintf("limit %s", [id]),
		"message": sprintf("the backups of %s are kept for %s, longer than the privacy limit", [backup.subject, duration.text(time)]),
		"observed": sprintf("%s: retention %s", [plans[id].name, plans[id].retention]),
		"expected": sprintf("at most %s", [duration.text(limit)]),
		"fix": sprintf("Keep them for at most %s.", [duration.text(limit)]),
		"proof": backup.proof(id, sprintf("kept for %s", [plans[id].retention])),
	}
}

unknown contains sprintf("the retention that tenant %s is promised is not declared", [input.id]) if {
	input.kind == "Tenant"
	not contract
}

unknown contains sprintf("how long %s keeps backups is not said", [plan.name]) if {
	some id, plan in plans
	not kept[id]
}

unknown contains backup.none_seen(input.id) if {
	input.kind == "Tenant"
	count(plans) == 0
}
