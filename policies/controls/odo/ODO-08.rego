# METADATA
# title: "Cron threads run only where scheduled work should"
# description: >-
#   Scheduled actions that run in every web server compete with users for its memory and database
#   connections. max_cron_threads is 2 where it is not written.
# related_resources:
#   - https://www.odoo.com/documentation/master/developer/reference/cli.html
# custom:
#   id: ODO-08
#   severity: high
#   evidence: files
#   sources: [retail-multi-tenant]
#   kinds: [OdooInstance]
#   remediation: >-
#     Set max_cron_threads = 0 in all servers but the one for scheduled work.
#   example: |
#     [options]
#     max_cron_threads = 0
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.6", coverage: partial}
package bulkhead.controls.odo_08

import rego.v1

import data.bulkhead.lib.odoo

threads := odoo.number("max_cron_threads", 2)

observed := sprintf("max_cron_threads = %s", [odoo.option("max_cron_threads")])

observed := "max_cron_threads is not set (2)" if not odoo.option("max_cron_threads")

cron_instances[tenant] contains id if {
	some tenant, ids in odoo.instances_of
	some id in ids
	odoo.role(data.platform.kinds.OdooInstance[id].meta.name) == "cron"
}

has_cron if {
	some id in cron_instances[input.tenant]
	id != input.meta.id
}

replicas := data.platform.entities[input.workload].replicas

violation contains v if {
	threads > 0
	not odoo.elsewhere("max_cron_threads")
	odoo.role(input.meta.name) != "cron"
	has_cron
	v := {
		"path": odoo.pointer("max_cron_threads"),
		"key": "max_cron_threads",
		"message": sprintf("%s runs scheduled work beside the server that is there for it", [input.meta.name]),
		"observed": observed,
		"expected": "max_cron_threads = 0",
	}
}

violation contains v if {
	threads > 0
	not odoo.elsewhere("max_cron_threads")
	odoo.role(input.meta.name) != "cron"
	not has_cron
	replicas > 1
	v := {
		"path": odoo.pointer("max_cron_threads"),
		"key": "max_cron_threads",
		"message": sprintf("%s runs scheduled work in each of its %d replicas", [input.meta.name, replicas]),
		"observed": observed,
		"expected": "max_cron_threads = 0 here, and one server for scheduled work",
	}
}

unknown contains "no workload was seen that runs with this file, so how many servers run its cron threads is not known" if {
	threads > 0
	odoo.role(input.meta.name) != "cron"
	not has_cron
	not input.workload
}

# The replicas are the workload's and the threads may be the file's: neither judges both.
unknown contains odoo.unseen("max_cron_threads") if odoo.role(input.meta.name) != "cron"

unknown contains "max_cron_threads is not set here, and the file that the arguments name does not know the replicas" if {
	odoo.role(input.meta.name) != "cron"
	odoo.elsewhere("max_cron_threads")
	odoo.file_seen
}
