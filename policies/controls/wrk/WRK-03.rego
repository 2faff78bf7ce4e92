# METADATA
# title: "Containers drop all capabilities"
# description: >-
#   Linux capabilities are pieces of root's power. The restricted profile drops all and allows only
#   NET_BIND_SERVICE to be added.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   id: WRK-03
#   severity: high
#   evidence: files
#   sources: [retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Drop ALL, and add nothing but NET_BIND_SERVICE.
#   example: |
#     securityContext:
#       capabilities:
#         drop: [ALL]
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Pod security enforcement", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "5.2.8", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.2.9", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.2.10", coverage: partial}
package bulkhead.controls.wrk_03

import rego.v1

import data.bulkhead.lib.workload

applicable if workload.judged

allowed := {"NET_BIND_SERVICE", "CAP_NET_BIND_SERVICE"}

violation contains v if {
	some container in input.pod.containers
	not drops_all(container)
	v := {
		"path": sprintf("%s/securityContext/capabilities/drop", [container.pointer]),
		"key": sprintf("%s/drop", [container.name]),
		"message": sprintf("%s keeps the default capabilities", [workload.described(container)]),
		"observed": observed(container),
		"expected": "drop: [ALL]",
		"fix": "Drop ALL.",
	}
}

violation contains v if {
	some container in input.pod.containers
	some capability in container.securityContext.capabilities.add
	not upper(capability) in allowed
	v := {
		"path": sprintf("%s/securityContext/capabilities/add", [container.pointer]),
		"key": sprintf("%s/add/%s", [container.name, capability]),
		"message": sprintf("%s adds capability %s", [workload.described(container), capability]),
		"observed": sprintf("add: %s", [capability]),
		"expected": "none but NET_BIND_SERVICE",
		"fix": sprintf("Remove %s from add.", [capability]),
	}
}

drops_all(container) if {
	some capability in container.securityContext.capabilities.drop
	upper(capability) == "ALL"
}

observed(container) := sprintf("drop: %v", [container.securityContext.capabilities.drop])

observed(container) := "nothing is dropped" if not container.securityContext.capabilities
