# METADATA
# title: "Scheduled work runs once"
# description: >-
#   A CronJob that starts while its last run still works, or two schedulers during a rollout, book
#   and mail twice.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#concurrency-policy
#   - https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
# custom:
#   id: WRK-13
#   severity: high
#   evidence: files
#   sources: [retail-multi-tenant]
#   kinds: [Workload]
#   remediation: >-
#     Set concurrencyPolicy: Forbid (or Replace) on CronJobs; run a scheduler with one replica and
#     strategy Recreate.
#   example: |
#     spec:
#       concurrencyPolicy: Forbid
#   frameworks:
#     - {framework: "SOC 2 TSC", requirement: "PI1.3", coverage: partial}
package bulkhead.controls.wrk_13

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.workload

cron_job if input.meta.resourceKind == "CronJob"

scheduler if {
	workload.serving
	count(odoo.containers) > 0
	odoo.role(input.meta.name) == "cron"
}

applicable if {
	workload.judged
	cron_job
}

applicable if {
	workload.judged
	scheduler
}

violation contains v if {
	cron_job
	input.cron.concurrencyPolicy == "Allow"
	v := {
		"path": "/spec/concurrencyPolicy",
		"key": "concurrencyPolicy",
		"message": sprintf("%s may start while its last run still works", [workload.name]),
		"observed": "concurrencyPolicy: Allow (the default)",
		"expected": "Forbid or Replace",
		"fix": "Set concurrencyPolicy: Forbid (or Replace).",
	}
}

violation contains v if {
	scheduler
	input.replicas > 1
	v := {
		"path": "/spec/replicas",
		"key": "replicas",
		"message": sprintf("%s schedules work in %d replicas", [workload.name, input.replicas]),
		"observed": sprintf("replicas: %d", [input.replicas]),
		"expected": "replicas: 1",
		"fix": "Run what schedules in one replica of its own.",
	}
}

violation contains v if {
	scheduler
	input.meta.resourceKind == "Deployment"
	object.get(input, "strategy", "RollingUpdate") != "Recreate"
	v := {
		"path": "/spec/strategy",
		"key": "strategy",
		"message": sprintf("%s runs twice during a rollout", [workload.name]),
		"observed": sprintf("strategy: %s", [object.get(input, "strategy", "not set (RollingUpdate)")]),
		"expected": "strategy: Recreate",
		"fix": "Set strategy.type: Recreate.",
	}
}
