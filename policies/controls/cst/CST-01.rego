# METADATA
# title: "Non-production has a scale-down schedule"
# description: >-
#   Test environments that run at night cost as much as by day, and are watched by nobody.
# related_resources:
#   - https://keda.sh/docs/latest/scalers/cron/
# custom:
#   id: CST-01
#   severity: low
#   evidence: files
#   sources: [retail-hardening, retail-multi-tenant, erp-integration, distribution-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Scale down by schedule: a cron trigger of KEDA, or kube-downscaler's annotations on workload
#     or namespace.
#   frameworks:
#     - {framework: "SOC 2 TSC", requirement: "A1.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.6", coverage: partial}
package bulkhead.controls.cst_01

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.ownership
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	ownership.of_tenant
	workload.serving
	not odoo.production
}

annotations := {"downscaler/uptime", "downscaler/downtime", "downscaler/force-downtime"}

home := data.platform.kinds.Namespace[sprintf("Namespace/_/%s", [input.meta.namespace])]

scheduled if {
	some annotation in annotations
	input.meta.annotations[annotation]
}

scheduled if {
	some annotation in annotations
	home.meta.annotations[annotation]
}

scheduled if {
	some scaler in object.get(workload.neighbours, "Autoscaler", {})
	scaler.targetName == input.meta.name
	some metric in scaler.metrics
	endswith(metric, ":cron")
}

scheduled if input.replicas == 0

violation contains v if {
	not scheduled
	v := {
		"path": "",
		"message": sprintf("%s of a %s environment never sleeps", [workload.name, input.owner.environment]),
		"observed": "no schedule on the workload or its namespace",
		"expected": "a schedule that scales it down",
	}
}
