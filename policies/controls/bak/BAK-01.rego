# METADATA
# title: "Every tenant database is covered by an automated backup plan"
# description: >-
#   A database that no plan covers is lost with its disk. Plans are read from BackupPlan
#   documents, CloudNativePG, Velero, k8up and CronJobs.
# related_resources:
#   - https://cloudnative-pg.io/documentation/current/backup/
#   - https://velero.io/docs/latest/api-types/schedule/
#   - https://k8up.io/
# custom:
#   id: BAK-01
#   severity: critical
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration, logistics-isolation]
#   kinds: [Tenant]
#   remediation: >-
#     Schedule a backup of the tenant's database, or declare the plan that runs outside
#     Kubernetes as a BackupPlan document.
#   example: |
#     apiVersion: bulkhead.dev/v1alpha1
#     kind: BackupPlan
#     metadata: {name: north, namespace: north}
#     spec:
#       tenants: [north]
#       covers: [database, filestore]
#       schedule: "0 */4 * * *"
#       retention: 30d
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.13", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "A1.2", coverage: partial}
package bulkhead.controls.bak_01

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.ownership

plans := backup.covering(input.id, "database")

violation contains v if {
	ownership.complete
	count(plans) == 0
	v := {
		"path": "",
		"message": sprintf("no automated backup covers the database of tenant %s", [input.id]),
		"observed": sprintf("no plan of its database among %d", [count(backup.all_of(input.id))]),
		"expected": "a scheduled backup plan that covers the database",
	}
}

unknown contains sprintf("no backup plan that covers the database of tenant %s seen in this input; it may be elsewhere", [input.id]) if count(plans) == 0
