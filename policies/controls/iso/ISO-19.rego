# METADATA
# title: "Queues and job workers are isolated from interactive work"
# description: >-
#   A job runner inside the web servers takes their workers and connections when a bulk import
#   arrives.
# related_resources:
#   - https://github.com/OCA/queue
# custom:
#   id: ISO-19
#   severity: medium
#   evidence: files
#   sources: [retail-hardening, erp-integration, logistics-isolation]
#   kinds: [OdooInstance]
#   remediation: >-
#     Load queue_job only in servers that serve no users, and give bulk and integration jobs
#     channels of their own.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.6", coverage: partial}
package bulkhead.controls.iso_19

import rego.v1

import data.bulkhead.lib.odoo

queued if contains(odoo.option("server_wide_modules"), "queue_job")

queued if contains(odoo.option("load"), "queue_job")

applicable if queued

interactive if {
	odoo.role(input.meta.name) == "web"
	not odoo.unset("workers")
	odoo.number("workers", 0) > 0
}

interactive if {
	odoo.role(input.meta.name) == "web"
	not odoo.option("workers")
}

module_option := name if {
	some name in ["server_wide_modules", "load"]
	contains(odoo.option(name), "queue_job")
}

violation contains v if {
	interactive
	v := {
		"path": odoo.pointer(module_option),
		"key": "queue_job",
		"message": sprintf("%s runs queued jobs in the servers that users work with", [input.meta.name]),
		"observed": sprintf("%s = %s", [module_option, odoo.option(module_option)]),
		"expected": "the job runner in a server of its own",
	}
}
