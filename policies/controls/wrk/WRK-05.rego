# METADATA
# title: "The root filesystem is read-only"
# description: >-
#   What cannot write its own files cannot be changed in place. Give what must be written a volume of
#   its own.
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: WRK-05
#   severity: medium
#   evidence: files
#   sources: [retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Set readOnlyRootFilesystem: true and mount an emptyDir where the program writes.
#   example: |
#     securityContext:
#       readOnlyRootFilesystem: true
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-5", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Immutable container file systems", coverage: full}
package bulkhead.controls.wrk_05

import rego.v1

import data.bulkhead.lib.workload

applicable if workload.judged

violation contains v if {
	some container in input.pod.containers
	not read_only(container)
	v := {
		"path": sprintf("%s/securityContext/readOnlyRootFilesystem", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s can write to its root filesystem", [workload.described(container)]),
		"observed": observed(container),
		"expected": "readOnlyRootFilesystem: true",
	}
}

read_only(container) if workload.effective(container, "readOnlyRootFilesystem") == true

observed(container) := sprintf("readOnlyRootFilesystem: %v", [container.securityContext.readOnlyRootFilesystem])

observed(container) := "not set" if not workload.own(container, "readOnlyRootFilesystem")
