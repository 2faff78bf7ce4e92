# METADATA
# title: "cpu and memory requests, and a memory limit, are set"
# description: >-
#   Without requests the scheduler places blindly, and without a memory limit one tenant's leak evicts
#   its neighbours. Where a container sets a limit only, Kubernetes requests as much; where it sets
#   nothing, the defaults of the namespace's LimitRange hold.
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
# custom:
#   id: WRK-09
#   severity: medium
#   evidence: files
#   sources: [retail-multi-tenant, retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Set resources.requests.cpu, resources.requests.memory and resources.limits.memory.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-6", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Resource policies", coverage: partial}
package bulkhead.controls.wrk_09

import rego.v1

import data.bulkhead.lib.workload

applicable if workload.judged

wanted := [["requests", "cpu"], ["requests", "memory"], ["limits", "memory"]]

violation contains v if {
	some container in input.pod.containers
	container.role in {"CONTAINER", "SIDECAR"}
	missing := [sprintf("%s.%s", pair) | some pair in wanted; not workload.given(object.get(input.meta, "namespace", ""), container, pair)]
	count(missing) > 0
	v := {
		"path": sprintf("%s/resources", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s lacks %s", [workload.described(container), concat(", ", missing)]),
		"observed": sprintf("missing: %s", [concat(", ", missing)]),
		"expected": "requests.cpu, requests.memory and limits.memory",
	}
}
