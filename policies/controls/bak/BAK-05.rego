# METADATA
# title: "Backups cannot be changed or deleted for the declared time"
# description: >-
#   Who takes the platform over deletes the backups first: object lock or WORM storage holds
#   them.
# custom:
#   id: BAK-05
#   severity: high
#   evidence: partly
#   sources: [retail-hardening, erp-integration]
#   kinds: [Tenant]
#   remediation: >-
#     Turn on object lock in compliance mode for the bucket, and declare its time in the
#     plan.
#   parameters:
#     backup_immutable:
#       default: "14d"
#       description: "how long a backup must be immutable"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SI-7", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
package bulkhead.controls.bak_05

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.duration

plans := backup.all_of(input.id)

wanted := duration.seconds(data.parameters.backup_immutable)

violation contains v if {
	some id, plan in plans
	duration.seconds(plan.immutable) < wanted
	v := {
		"path": "",
		"key": id,
		"message": sprintf("the backups of tenant %s are immutable for %s only", [input.id, plan.immutable]),
		"observed": sprintf("%s: immutable %s", [plan.name, plan.immutable]),
		"expected": sprintf("immutable for at least %s", [duration.text(wanted)]),
		"proof": backup.proof(id, sprintf("immutable for %s", [plan.immutable])),
	}
}

unknown contains sprintf("how long %s is immutable is not said: needs the bucket's object lock, or immutable in a BackupPlan", [plan.name]) if {
	some plan in plans
	not known(plan)
}

known(plan) if duration.seconds(plan.immutable) >= 0

unknown contains backup.none_seen(input.id) if count(plans) == 0
