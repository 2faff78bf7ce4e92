# METADATA
# title: "Backups are verified, not only reported done"
# description: >-
#   A job that ends well may have written nothing that can be read back.
# related_resources:
#   - https://www.postgresql.org/docs/current/app-pgverifybackup.html
# custom:
#   id: BAK-11
#   severity: high
#   evidence: live
#   sources: [logistics-isolation, retail-multi-tenant, erp-integration]
#   kinds: [Tenant, Resource, Workload, Configuration]
#   remediation: >-
#     Verify every backup (pgBackRest verify, restic check, checksums), and record it.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9(1)", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.3", coverage: partial}
package bulkhead.controls.bak_11

import rego.v1

import data.bulkhead.lib.backup

applicable if input.kind == "Tenant"

applicable if backup.nobodys

records := object.get(backup.runs, input.id, set()) if input.kind == "Tenant"

last := backup.latest(records)

violation contains v if {
	last.verified == false
	v := {
		"path": "",
		"message": sprintf("the last backup of %s was not verified", [backup.subject]),
		"observed": sprintf("verified: false at %s", [last.finishedAt]),
		"expected": "a verified backup",
		"proof": backup.proof(last.entity, "says verified: false"),
	}
}

verifying if {
	some plan in backup.judged
	not plan.verification in {"", "none"}
}

violation contains v if {
	some id, plan in backup.judged
	plan.verification == "none"
	v := {
		"path": "",
		"key": id,
		"message": sprintf("the backups of %s are never verified", [backup.subject]),
		"observed": sprintf("%s: verification none", [plan.name]),
		"expected": "checksums, a verify job or a test restore",
		"proof": backup.proof(id, "says verification: none"),
	}
}

judged if last.verified in {true, false}

unknown contains sprintf("whether backups of %s are verified is not seen: needs verified in BackupRun records, or verification in the plan", [backup.subject]) if {
	not judged
	not verifying
}
