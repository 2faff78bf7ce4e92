# METADATA
# title: "Odoo's web servers, workers and scheduled jobs are distinct workloads"
# description: >-
#   One deployment for everything cannot be scaled, limited or restarted by what it does: a nightly
#   job takes the memory of the users' requests.
# related_resources:
#   - https://www.odoo.com/documentation/master/administration/on_premise/deploy.html
# custom:
#   id: WRK-12
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, retail-multi-tenant]
#   kinds: [Workload]
#   remediation: >-
#     Run scheduled work in a deployment of its own (workers = 0, max_cron_threads = 2), and queue
#     workers in another where jobs are queued; switch both off in the web servers.
#   example: |
#     metadata: {name: odoo-cron}
#     spec:
#       replicas: 1
#       strategy: {type: Recreate}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.6", coverage: partial}
package bulkhead.controls.wrk_12

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.ownership
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	ownership.of_tenant
	workload.serving
	count(odoo.containers) > 0
	odoo.role(input.meta.name) == "web"
}

# What a tenant's workloads of Odoo are for. A function, so that it is worked out once a tenant.
roles(tenant) := {role |
	some entity in data.platform.owned[tenant].Workload
	some container in entity.pod.containers
	odoo.runs_odoo(container)
	some role in purposes(entity)
}

purposes(entity) := {odoo.role(entity.meta.name), "cron"} if entity.meta.resourceKind == "CronJob"

purposes(entity) := {odoo.role(entity.meta.name)} if entity.meta.resourceKind != "CronJob"

queued if {
	some instance in data.platform.kinds.OdooInstance
	instance.tenant == input.tenant
	contains(object.get(instance.options, ["server_wide_modules", "value"], ""), "queue_job")
}

missing contains "cron" if not "cron" in roles(input.tenant)

missing contains "worker" if {
	queued
	not "worker" in roles(input.tenant)
}

purpose := {"cron": "scheduled work", "worker": "queued jobs"}

violation contains v if {
	ownership.complete
	some role in missing
	v := {
		"path": "",
		"key": role,
		"message": sprintf("tenant %s has no workload of its own for %s beside %s", [input.tenant, purpose[role], workload.name]),
		"observed": sprintf("roles seen: %s", [concat(", ", roles(input.tenant))]),
		"expected": sprintf("a workload for %s, named such as odoo-%s", [purpose[role], role]),
	}
}

unknown contains sprintf("no workload of tenant %s for %s was seen in this input; it may be elsewhere", [input.tenant, purpose[role]]) if some role in missing
