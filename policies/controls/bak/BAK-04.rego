# METADATA
# title: "Backups are encrypted with a key of their own"
# description: >-
#   A backup is the whole tenant in one file. Encrypted with the key that the data has, it
#   falls with it.
# related_resources:
#   - https://pgbackrest.org/configuration.html
#   - https://restic.readthedocs.io/en/stable/100_references.html
# custom:
#   id: BAK-04
#   severity: critical
#   evidence: partly
#   sources: [distribution-hardening, retail-hardening, erp-integration, logistics-isolation]
#   kinds: [Tenant, Resource, Workload, Configuration]
#   remediation: >-
#     Encrypt backups, with a key that is kept apart from the data's.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CP-9(8)", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-28(1)", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "3.5.1", coverage: partial}
package bulkhead.controls.bak_04

import rego.v1

import data.bulkhead.lib.backup

applicable if input.kind == "Tenant"

applicable if backup.nobodys

plans := backup.judged

violation contains v if {
	some id, plan in plans
	plan.encrypted == "no"
	v := {
		"path": "",
		"key": id,
		"message": sprintf("the backups of %s are not encrypted", [backup.subject]),
		"observed": sprintf("%s: encryption off", [plan.name]),
		"expected": "encryption with a key kept apart from the data",
		"fix": "Encrypt the backups, with a key that is kept apart from the data.",
		"proof": backup.proof(id, "encryption is off"),
	}
}

violation contains v if {
	some id, plan in plans
	plan.keyRef != ""
	plan.keyRef == plan.dataKeyRef
	v := {
		"path": "",
		"key": id,
		"message": sprintf("the backups of %s have the key that the data has", [backup.subject]),
		"observed": sprintf("%s: the same key for both", [plan.name]),
		"expected": "a key kept apart from the data's",
		"fix": "Give the backups a key of their own.",
		"proof": backup.proof(id, "keyRef and dataKeyRef are the same"),
	}
}

unknown contains sprintf("whether %s encrypts is not said: needs its configuration, or encryption.keyRef in a BackupPlan", [plan.name]) if {
	some plan in plans
	plan.encrypted == ""
}

unknown contains backup.none_seen(input.id) if {
	input.kind == "Tenant"
	count(plans) == 0
}
