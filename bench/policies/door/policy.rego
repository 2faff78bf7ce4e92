# What a few controls of Bulkhead refuse of a workload, as a webhook of OPA: each rule is named after its control.
package system

import rego.v1

main := {
	"apiVersion": "admission.k8s.io/v1",
	"kind": "AdmissionReview",
	"response": response,
}

response := {"uid": input.request.uid, "allowed": true} if count(violations) == 0

response := {
	"uid": input.request.uid,
	"allowed": false,
	"status": {"code": 403, "reason": "Forbidden", "message": concat("\n", sort(violations))},
} if {
	count(violations) > 0
}

pod := input.request.object.spec.template.spec

violations contains sprintf("[WRK-01] container %s may run as root", [container.name]) if {
	some container in pod.containers
	not nonroot(container)
}

nonroot(container) if container.securityContext.runAsNonRoot

nonroot(container) if {
	not container.securityContext.runAsUser == 0
	pod.securityContext.runAsNonRoot
}

violations contains sprintf("[WRK-02] container %s may gain privileges", [container.name]) if {
	some container in pod.containers
	not container.securityContext.allowPrivilegeEscalation == false
}

violations contains sprintf("[WRK-03] container %s keeps capabilities", [container.name]) if {
	some container in pod.containers
	not "ALL" in container.securityContext.capabilities.drop
}

violations contains sprintf("[WRK-04] container %s runs without a seccomp profile", [container.name]) if {
	some container in pod.containers
	not pod.securityContext.seccompProfile.type in {"RuntimeDefault", "Localhost"}
}

violations contains sprintf("[WRK-05] container %s can write to its root filesystem", [container.name]) if {
	some container in pod.containers
	not container.securityContext.readOnlyRootFilesystem
}

violations contains sprintf("[WRK-06] container %s is privileged", [container.name]) if {
	some container in pod.containers
	container.securityContext.privileged
}

violations contains sprintf("[WRK-09] container %s lacks %s.%s", [container.name, field, resource]) if {
	some container in pod.containers
	some field, resource in {"requests": "memory", "limits": "memory"}
	not container.resources[field][resource]
}

violations contains sprintf("[WRK-10] container %s has no readiness probe", [container.name]) if {
	some container in pod.containers
	not container.readinessProbe
}

violations contains sprintf("[IMG-02] container %s is not pinned by digest", [container.name]) if {
	some container in pod.containers
	not contains(container.image, "@sha256:")
}
