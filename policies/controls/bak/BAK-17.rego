# METADATA
# title: "Who can delete backups is not who can delete data"
# description: >-
#   One stolen account must not end both.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/209/final
# custom:
#   id: BAK-17
#   severity: high
#   evidence: partly
#   sources: [erp-integration, retail-hardening]
#   kinds: [Tenant]
#   remediation: >-
#     Give deletion of backups to a role of another account that no administrator of the data
#     holds.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.3", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.3", coverage: partial}
package bulkhead.controls.bak_17

import rego.v1

import data.bulkhead.lib.backup

plans := backup.all_of(input.id)

violation contains v if {
	some id, plan in plans
	some who in plan.deleters
	who in plan.dataAdmins
	v := {
		"path": "",
		"key": sprintf("%s %s", [id, who]),
		"message": sprintf("%s can delete the data of tenant %s and its backups", [who, input.id]),
		"observed": sprintf("%s: %s among deleters and dataAdmins", [plan.name, who]),
		"expected": "no one in both",
		"proof": backup.proof(id, sprintf("%s is named in both", [who])),
	}
}

unknown contains sprintf("who can delete the backups of %s is not said: needs deleters and dataAdmins in a BackupPlan", [plan.name]) if {
	some plan in plans
	[] in {plan.deleters, plan.dataAdmins}
}

unknown contains backup.none_seen(input.id) if count(plans) == 0
