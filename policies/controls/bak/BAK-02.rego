# METADATA
# title: "The backup schedule meets the recovery point objective"
# description: >-
#   The worst gap between two runs of the schedule is worked out; archiving of write-ahead
#   logs bounds the loss by itself.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
# custom:
#   id: BAK-02
#   severity: high
#   evidence: files
#   sources: [retail-hardening, erp-integration, logistics-isolation]
#   kinds: [Tenant]
#   remediation: >-
#     Run the backup more often, or archive write-ahead logs continuously.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
package bulkhead.controls.bak_02

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.duration

plans := backup.covering(input.id, "database")

rpo := backup.objective(input, "rpo")

continuous if {
	some plan in plans
	plan.continuous
}

gaps[id] := backup.gap(plan) if some id, plan in plans

violation contains v if {
	not continuous
	best := min([gap | some gap in gaps])
	best > rpo
	some id, gap in gaps
	gap == best
	plan := plans[id]
	v := {
		"path": "/rpo",
		"key": id,
		"message": sprintf("tenant %s may lose %s of work, and its RPO is %s", [input.id, duration.text(best), duration.text(rpo)]),
		"observed": sprintf("%s: schedule %s, at worst %s between two runs", [plan.name, plan.schedule, duration.text(best)]),
		"expected": sprintf("at most %s between two backups, or continuous archiving", [duration.text(rpo)]),
		"proof": backup.proof(id, sprintf("%s runs on %s", [plan.name, plan.schedule])),
	}
}

unknown contains sprintf("the RPO of tenant %s is not declared", [input.id]) if not rpo

unknown contains sprintf("the schedule %q of %s is not understood", [plan.schedule, plan.name]) if {
	not continuous
	some id, plan in plans
	not gaps[id]
}

unknown contains sprintf("no backup plan that covers the database of tenant %s seen in this input", [input.id]) if {
	count(plans) == 0
}
