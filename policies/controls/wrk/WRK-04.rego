# METADATA
# title: "Seccomp is RuntimeDefault or Localhost"
# description: >-
#   A seccomp profile takes away system calls that no workload needs. The container's profile wins over
#   the pod's.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   id: WRK-04
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Set seccompProfile.type: RuntimeDefault at the pod.
#   example: |
#     securityContext:
#       seccompProfile:
#         type: RuntimeDefault
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-7", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Hardening container environments", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "5.7.2", coverage: partial}
package bulkhead.controls.wrk_04

import rego.v1

import data.bulkhead.lib.workload

applicable if workload.judged

violation contains v if {
	some container in input.pod.containers
	not confined(container)
	v := {
		"path": sprintf("%s/securityContext/seccompProfile", [holder(container)]),
		"key": container.name,
		"message": sprintf("%s runs without a seccomp profile", [workload.described(container)]),
		"observed": observed(container),
		"expected": "type: RuntimeDefault",
	}
}

confined(container) if profile(container).type in {"RuntimeDefault", "Localhost"}

profile(container) := workload.effective(container, "seccompProfile")

holder(container) := container.pointer if workload.own(container, "seccompProfile")

holder(container) := input.pod.pointer if not workload.own(container, "seccompProfile")

observed(container) := sprintf("type: %s", [profile(container).type])

observed(container) := "not set" if not profile(container)
