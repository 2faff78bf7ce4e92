# METADATA
# title: "A restore test succeeded within the period"
# description: >-
#   Only a restore shows that there is a backup.
# related_resources:
#   - https://csrc.nist.gov/pubs/sp/800/34/r1/upd1/final
# custom:
#   id: BAK-12
#   severity: high
#   evidence: live
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration, logistics-isolation]
#   kinds: [Tenant]
#   remediation: >-
#     Restore the tenant into a scratch environment, and record it as a RestoreTest.
#   parameters:
#     restore_test_within:
#       default: "90d"
#       description: "how old the last restore test may be"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9(1)", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CP-4", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.3", coverage: partial}
package bulkhead.controls.bak_12

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.duration

records := object.get(backup.tests, input.id, set())

last := backup.latest(records)

period := duration.seconds(data.parameters.restore_test_within)

violation contains v if {
	duration.age(last.finishedAt) > period
	v := {
		"path": "",
		"message": sprintf("the last good restore test of tenant %s is too long ago", [input.id]),
		"observed": sprintf("finished at %s", [last.finishedAt]),
		"expected": sprintf("within %s", [duration.text(period)]),
		"proof": backup.proof(last.entity, "is the newest good restore test in this input"),
	}
}

violation contains v if {
	count(records) > 0
	not last
	v := {
		"path": "",
		"message": sprintf("no restore test of tenant %s has succeeded", [input.id]),
		"observed": sprintf("%d restore tests, none good", [count(records)]),
		"expected": "a restore test that succeeded",
		"proof": [proof | some record in records; some proof in backup.proof(record.entity, "did not succeed")],
	}
}

unknown contains sprintf("no restore test of tenant %s seen: needs RestoreTest records", [input.id]) if count(records) == 0
