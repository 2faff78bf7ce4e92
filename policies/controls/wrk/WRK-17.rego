# METADATA
# title: "Termination leaves long jobs time to end"
# description: >-
#   Kubernetes kills a pod that has not ended after its grace period, 30 seconds where none is
#   written: a scheduled job is cut in the middle of its transaction.
# related_resources:
#   - https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
#   - https://www.odoo.com/documentation/master/developer/reference/cli.html
# custom:
#   id: WRK-17
#   severity: low
#   evidence: files
#   sources: [retail-multi-tenant]
#   kinds: [Workload]
#   remediation: >-
#     Set terminationGracePeriodSeconds to at least the time that one job may take
#     (limit_time_real of the server).
#   example: |
#     spec:
#       template:
#         spec:
#           terminationGracePeriodSeconds: 120
#   parameters:
#     jobGraceSeconds: {default: 120, description: "the least grace period of pods that run jobs"}
#   frameworks:
#     - {framework: "SOC 2 TSC", requirement: "PI1.3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CP-10", coverage: partial}
package bulkhead.controls.wrk_17

import rego.v1

import data.bulkhead.lib.odoo
import data.bulkhead.lib.words
import data.bulkhead.lib.workload

applicable if {
	workload.judged
	count(odoo.containers) > 0
	odoo.role(input.meta.name) in {"cron", "worker"}
}

grace := object.get(input.pod, "terminationGracePeriodSeconds", 30)

violation contains v if {
	grace < data.parameters.jobGraceSeconds
	v := {
		"path": sprintf("%s/terminationGracePeriodSeconds", [input.pod.pointer]),
		"message": sprintf("%s is killed %s after it is told to end", [workload.name, words.counted(grace, "second")]),
		"observed": observed,
		"expected": sprintf("at least %s", [words.counted(data.parameters.jobGraceSeconds, "second")]),
	}
}

observed := sprintf("terminationGracePeriodSeconds: %d", [grace]) if input.pod.terminationGracePeriodSeconds

observed := "terminationGracePeriodSeconds is not set (30)" if not input.pod.terminationGracePeriodSeconds
