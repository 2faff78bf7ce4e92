# METADATA
# title: "Nothing is privileged"
# description: >-
#   A privileged container is root on its node: every tenant's pods on that node are within its reach.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   id: WRK-06
#   severity: critical
#   evidence: files
#   sources: [retail-hardening]
#   kinds: [Workload]
#   remediation: >-
#     Remove privileged: true; give the one capability or device that is needed instead.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Pod security enforcement", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "5.2.2", coverage: full}
package bulkhead.controls.wrk_06

import rego.v1

import data.bulkhead.lib.workload

applicable if workload.judged

violation contains v if {
	some container in input.pod.containers
	container.securityContext.privileged == true
	v := {
		"path": sprintf("%s/securityContext/privileged", [container.pointer]),
		"key": container.name,
		"message": sprintf("%s is privileged", [workload.described(container)]),
		"observed": "privileged: true",
		"expected": "privileged: false",
	}
}

violation contains v if {
	some container in input.pod.containers
	workload.effective(container, "hostProcess") == true
	v := {
		"path": sprintf("%s/securityContext/windowsOptions/hostProcess", [holder(container)]),
		"key": sprintf("%s/hostProcess", [container.name]),
		"message": sprintf("%s is a Windows HostProcess container", [workload.described(container)]),
		"observed": "hostProcess: true",
		"expected": "hostProcess: false",
		"fix": "Remove hostProcess: true.",
	}
}

holder(container) := container.pointer if workload.own(container, "hostProcess")

holder(container) := input.pod.pointer if not workload.own(container, "hostProcess")
