# METADATA
# title: "Write-ahead logs are archived where the objective needs it"
# description: >-
#   Below an hour no dump is frequent enough: the objective is met by continuous archiving
#   only.
# related_resources:
#   - https://www.postgresql.org/docs/current/continuous-archiving.html
#   - https://cloudnative-pg.io/plugin-barman-cloud/docs/usage
# custom:
#   id: BAK-03
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, logistics-isolation]
#   kinds: [Tenant]
#   remediation: >-
#     Archive write-ahead logs (CloudNativePG barmanObjectStore, pgBackRest, WAL-G), and say
#     so in the plan.
#   parameters:
#     wal_below:
#       default: "1h"
#       description: "an RPO shorter than this needs continuous archiving"
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
package bulkhead.controls.bak_03

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.duration

plans := backup.covering(input.id, "database")

rpo := backup.objective(input, "rpo")

applicable if rpo < duration.seconds(data.parameters.wal_below)

continuous if {
	some plan in plans
	plan.continuous
}

violation contains v if {
	count(plans) > 0
	not continuous
	v := {
		"path": "/rpo",
		"message": sprintf("tenant %s has an RPO of %s and no continuous archiving", [input.id, duration.text(rpo)]),
		"observed": sprintf("%s: no archiving of write-ahead logs", [concat(", ", sort([plan.name | some plan in plans]))]),
		"expected": "continuous archiving of write-ahead logs",
		"proof": [proof | some id, _ in plans; some proof in backup.proof(id, "takes backups without write-ahead logs")],
	}
}

unknown contains sprintf("no backup plan that covers the database of tenant %s seen in this input", [input.id]) if {
	count(plans) == 0
}
