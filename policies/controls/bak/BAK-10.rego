# METADATA
# title: "The last good backup is no older than the recovery point objective"
# description: >-
#   A schedule is a promise; the record of the last run is what there is to restore.
# related_resources:
#   - https://velero.io/docs/latest/api-types/backup/
#   - https://docs.pgbarman.org/
# custom:
#   id: BAK-10
#   severity: critical
#   evidence: live
#   sources: [distribution-hardening, logistics-isolation]
#   kinds: [Tenant]
#   remediation: >-
#     Find out why backups fail or stopped, and run one now.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
package bulkhead.controls.bak_10

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.duration
import data.bulkhead.lib.words

# Of the database: a backup of volumes alone says nothing of it.
records := {record |
	some record in object.get(backup.runs, input.id, set())
	"database" in record.covers
}

rpo := backup.objective(input, "rpo")

last := backup.latest(records)

violation contains v if {
	age := duration.age(last.finishedAt)
	age > rpo
	v := {
		"path": "/rpo",
		"message": sprintf("the last good backup of tenant %s is older than its RPO", [input.id]),
		"observed": sprintf("finished at %s", [last.finishedAt]),
		"expected": sprintf("no more than %s ago", [duration.text(rpo)]),
		"proof": backup.proof(last.entity, "is the newest good run in this input"),
	}
}

violation contains v if {
	count(records) > 0
	not last
	v := {
		"path": "/rpo",
		"message": sprintf("no backup of tenant %s has succeeded", [input.id]),
		"observed": sprintf("%s, none good", [words.counted(count(records), "run")]),
		"expected": "a good backup within the RPO",
		"proof": [proof | some record in records; some proof in backup.proof(record.entity, "did not succeed")],
	}
}

unknown contains sprintf("no backup runs of the database of tenant %s seen: needs BackupRun records, or Backup objects with their status", [input.id]) if count(records) == 0

unknown contains sprintf("the RPO of tenant %s is not declared", [input.id]) if not rpo
