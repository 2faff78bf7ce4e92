# METADATA
# title: "Serving containers have readiness and liveness probes"
# description: >-
#   Traffic to a pod that is not ready fails, and a pod that hangs stays.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/
# custom:
#   id: WRK-10
#   severity: medium
#   evidence: files
#   sources: [retail-multi-tenant]
#   kinds: [Workload]
#   remediation: >-
#     Add a readinessProbe, and a livenessProbe or startupProbe.
#   frameworks:
#     - {framework: "SOC 2 TSC", requirement: "A1.1", coverage: partial}
package bulkhead.controls.wrk_10

import rego.v1

import data.bulkhead.lib.workload

applicable if workload.judged

violation contains v if {
	workload.serving
	some container in workload.main_containers
	serves(container)
	missing := array.concat([p | some p in ["readinessProbe"]; not container.readinessProbe], [p | some p in ["livenessProbe"]; not container.livenessProbe; not container.startupProbe])
	count(missing) > 0
	v := {
		"path": container.pointer,
		"key": container.name,
		"message": sprintf("%s lacks %s", [workload.described(container), concat(" and ", missing)]),
		"observed": sprintf("missing: %s", [concat(", ", missing)]),
		"expected": "readinessProbe, and livenessProbe or startupProbe",
	}
}

serves(container) if count(container.ports) > 0

# Ports need not be declared; a Service says as well that its pods serve.
serves(container) if {
	count(workload.main_containers) == 1
	count(container.ports) == 0
	some service in object.get(workload.neighbours, "Service", {})
	count(service.selector) > 0
	object.subset(input.pod.labels, service.selector)
}
