# METADATA
# title: "Measured recovery meets the objectives"
# description: >-
#   Objectives are promises until a restore was timed.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final
# custom:
#   id: BAK-13
#   severity: high
#   evidence: live
#   sources: [retail-hardening, erp-integration, retail-multi-tenant]
#   kinds: [Tenant]
#   remediation: >-
#     Make the restore faster (parallel restore, delta restore, replicas), or agree on other
#     objectives.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-10", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CP-4", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.3", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.30", coverage: partial}
package bulkhead.controls.bak_13

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.duration

last := backup.latest(object.get(backup.tests, input.id, set()))

measured[field] := duration.seconds(last[field]) if some field in ["rto", "rpo"]

violation contains v if {
	some field, time in measured
	objective := backup.objective(input, field)
	time > objective
	v := {
		"path": sprintf("/%s", [field]),
		"key": field,
		"message": sprintf("the restore test of tenant %s took an %s of %s, and the objective is %s", [input.id, upper(field), duration.text(time), duration.text(objective)]),
		"observed": sprintf("%s %s", [upper(field), duration.text(time)]),
		"expected": sprintf("at most %s", [duration.text(objective)]),
		"proof": backup.proof(last.entity, sprintf("measured an %s of %s", [upper(field), duration.text(time)])),
	}
}

unknown contains sprintf("the measured %s of tenant %s is not known: needs a RestoreTest record with it", [upper(field), input.id]) if {
	some field in ["rto", "rpo"]
	not measured[field]
}

objectives[field] := backup.objective(input, field) if some field in ["rto", "rpo"]

unknown contains sprintf("the %s of tenant %s is not declared", [upper(field), input.id]) if {
	some field in ["rto", "rpo"]
	not objectives[field]
}
