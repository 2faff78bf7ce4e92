# METADATA
# title: "Backups cannot be changed or deleted for the declared time"
# description: >-
#   Who takes the platform over deletes the backups first: object lock or WORM storage holds
#   them.
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
# custom:
#   id: BAK-05
#   severity: high
#   evidence: partly
#   sources: [retail-hardening, erp-integration]
#   kinds: [Tenant, Resource, Workload, Configuration]
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
import data.bulkhead.lib.objectlock

applicable if input.kind == "Tenant"

applicable if backup.nobodys

plans := backup.judged

wanted := duration.seconds(data.parameters.backup_immutable)

# What the plan declares, else what its bucket is set to.
held[id] := {"seconds": duration.seconds(plan.immutable), "mode": "", "entity": id, "pointer": ""} if {
	some id, plan in plans
	duration.seconds(plan.immutable) >= 0
}

held[id] := objectlock.of_plan(plan) if {
	some id, plan in plans
	plan.immutable == ""
}

violation contains v if {
	some id, lock in held
	lock.seconds < wanted
	v := {
		"path": "",
		"key": id,
		"message": sprintf("the backups of %s are immutable for %s only", [backup.subject, duration.text(lock.seconds)]),
		"observed": sprintf("%s: immutable %s", [plans[id].name, duration.text(lock.seconds)]),
		"expected": sprintf("immutable for at least %s", [duration.text(wanted)]),
		"fix": sprintf("Lock objects for at least %s.", [duration.text(wanted)]),
		"proof": [{"message": sprintf("immutable for %s", [duration.text(lock.seconds)]), "entity": lock.entity, "pointer": lock.pointer}],
	}
}

# Governance mode yields to s3:BypassGovernanceRetention.
violation contains v if {
	some id, lock in held
	lock.seconds >= wanted
	lock.mode == "GOVERNANCE"
	v := {
		"path": "",
		"key": sprintf("mode %s", [id]),
		"message": sprintf("who holds the right to bypass the lock can delete the backups of %s", [backup.subject]),
		"observed": sprintf("%s: object lock in governance mode", [plans[id].name]),
		"expected": "object lock in compliance mode",
		"fix": "Lock objects in compliance mode.",
		"severity": "low",
		"proof": [{"message": "the lock can be bypassed", "entity": lock.entity, "pointer": lock.pointer}],
	}
}

unknown contains sprintf("how long %s is immutable is not said: needs the bucket's object lock, or immutable in a BackupPlan", [plan.name]) if {
	some id, plan in plans
	not held[id]
}

unknown contains backup.none_seen(input.id) if {
	input.kind == "Tenant"
	count(plans) == 0
}
