# METADATA
# title: "Every container runs as non-root"
# description: >-
#   A process that runs as root in its container is root on the node once it breaks out. runAsNonRoot
#   makes the kubelet refuse such an image; a non-zero runAsUser decides it in the manifest. Container
#   settings win over the pod's.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   id: WRK-01
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Set runAsNonRoot: true at the pod, and a non-zero runAsUser where the image's user is a name.
#   example: |
#     securityContext:
#       runAsNonRoot: true
#       runAsUser: 10001
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Non-root containers and rootless container engines", coverage: full}
#     - {framework: "PCI DSS 4.0.1", requirement: "2.2.6", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.2.7", coverage: partial}
#   seed: "Images run their processes as non-root."
package bulkhead.controls.wrk_01

import rego.v1

import data.bulkhead.lib.workload

applicable if workload.judged

violation contains v if {
	some container in input.pod.containers
	user_zero(container)
	v := {
		"path": workload.pointer(container, "runAsUser"),
		"key": sprintf("%s/runAsUser", [container.name]),
		"message": sprintf("%s runs as user 0", [workload.described(container)]),
		"observed": "runAsUser: 0",
		"expected": "a non-zero runAsUser",
		"fix": "Set runAsUser to a non-zero id.",
	}
}

violation contains v if {
	some container in input.pod.containers
	not non_root(container)
	not user_zero(container)
	v := {
		"path": workload.pointer(container, "runAsNonRoot"),
		"key": sprintf("%s/runAsNonRoot", [container.name]),
		"message": sprintf("%s may run as root", [workload.described(container)]),
		"observed": observed(container),
		"expected": "runAsNonRoot: true, or a non-zero runAsUser",
	}
}

user_zero(container) if workload.effective(container, "runAsUser") == 0

non_root(container) if workload.effective(container, "runAsNonRoot") == true

non_root(container) if workload.effective(container, "runAsUser") > 0

observed(container) := "runAsNonRoot: false" if turned_off(container)

observed(container) := "neither is set" if not turned_off(container)

turned_off(container) if workload.effective(container, "runAsNonRoot") == false
