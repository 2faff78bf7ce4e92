# METADATA
# title: "allowPrivilegeEscalation is false"
# description: >-
#   Without it a set-user-id program in the image may gain more rights than the container was given.
#   Kubernetes' default is to allow it.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   id: WRK-02
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Set allowPrivilegeEscalation: false on every container.
#   example: |
#     securityContext:
#       allowPrivilegeEscalation: false
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6(10)", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Pod security enforcement", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "5.2.6", coverage: partial}
package bulkhead.controls.wrk_02

import rego.v1

import data.bulkhead.lib.workload

applicable if workload.judged

violation contains v if {
	some container in input.pod.containers
	not refused(container)
	v := {
		"path": sprintf("%s/securityContext/allowPrivilegeEscalation", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s may gain more privileges than it starts with", [workload.described(container)]),
		"observed": observed(container),
		"expected": "allowPrivilegeEscalation: false",
	}
}

refused(container) if workload.effective(container, "allowPrivilegeEscalation") == false

observed(container) := sprintf("allowPrivilegeEscalation: %v", [container.securityContext.allowPrivilegeEscalation])

observed(container) := "not set" if not workload.own(container, "allowPrivilegeEscalation")
