# METADATA
# title: "The filestore is covered by an automated backup plan"
# description: >-
#   Attachments lie in Odoo's filestore, not in the database: a dump alone restores invoices
#   without their documents.
# related_resources:
#   - https://www.odoo.com/documentation/18.0/developer/reference/cli.html
# custom:
#   id: BAK-08
#   severity: high
#   evidence: files
#   sources: [retail-hardening, erp-integration, logistics-isolation]
#   kinds: [Tenant]
#   remediation: >-
#     Back up the filestore volume with the database, in one plan or in two.
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
package bulkhead.controls.bak_08

import rego.v1

import data.bulkhead.lib.backup
import data.bulkhead.lib.ownership

plans := backup.covering(input.id, "filestore")

violation contains v if {
	ownership.complete
	count(plans) == 0
	v := {
		"path": "",
		"message": sprintf("no automated backup covers the filestore of tenant %s", [input.id]),
		"observed": sprintf("no plan of its filestore among %d", [count(backup.all_of(input.id))]),
		"expected": "a scheduled backup plan that covers the filestore",
	}
}

unknown contains sprintf("no backup plan that covers the filestore of tenant %s seen in this input; it may be elsewhere", [input.id]) if count(plans) == 0
