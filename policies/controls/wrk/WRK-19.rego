# METADATA
# title: "Nothing runs in the default namespace, and no API version is deprecated"
# description: >-
#   What runs in default belongs to nobody in particular; what uses a removed API version fails at the
#   next upgrade.
# related_resources:
#   - https://kubernetes.io/docs/reference/using-api/deprecation-guide/
# custom:
#   id: WRK-19
#   severity: low
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [Workload, Route, Autoscaler, DisruptionBudget, Role, RoleBinding, NetworkPolicy, AdmissionWebhook, StorageClass, PriorityClass]
#   remediation: >-
#     Move it to a namespace of its own; write the current API version.
#   frameworks:
#     - {framework: "CIS Kubernetes", requirement: "5.7.4", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-2", coverage: partial}
package bulkhead.controls.wrk_19

import rego.v1

# The version that no longer serves a version of an API (kubernetes.io, Deprecated API Migration Guide).
ended(_) := "1.16" if early

ended(version) := removed[version] if not early

# One version held workloads and policies, which went early, and Ingress.
early if {
	input.meta.apiVersion == "extensions/v1beta1"
	input.meta.resourceKind in {"DaemonSet", "Deployment", "ReplicaSet", "NetworkPolicy"}
}

removed := {
	"extensions/v1beta1": "1.22",
	"apps/v1beta1": "1.16",
	"apps/v1beta2": "1.16",
	"admissionregistration.k8s.io/v1beta1": "1.22",
	"networking.k8s.io/v1beta1": "1.22",
	"rbac.authorization.k8s.io/v1beta1": "1.22",
	"scheduling.k8s.io/v1beta1": "1.22",
	"storage.k8s.io/v1beta1": "1.22",
	"batch/v1beta1": "1.25",
	"policy/v1beta1": "1.25",
	"autoscaling/v2beta1": "1.25",
	"autoscaling/v2beta2": "1.26",
}

# Traefik 3 reads its resources under traefik.io only.
violation contains v if {
	startswith(object.get(input.meta, "apiVersion", ""), "traefik.containo.us/")
	v := {
		"path": "/apiVersion",
		"message": sprintf("%s %s uses %s, which Traefik 3 does not read", [input.meta.resourceKind, input.meta.name, input.meta.apiVersion]),
		"observed": input.meta.apiVersion,
		"expected": "traefik.io/v1alpha1",
		"fix": "Write apiVersion: traefik.io/v1alpha1.",
	}
}

minor(version) := to_number(split(trim_prefix(version, "v"), ".")[1])

gone(version) if minor(version) <= minor(data.platform.kubernetesVersion)

severity(version) := "medium" if gone(version)

severity(version) := "low" if not gone(version)

violation contains v if {
	version := ended(input.meta.apiVersion)
	v := {
		"path": "/apiVersion",
		"message": sprintf("%s %s uses %s, which Kubernetes %s removed", [input.meta.resourceKind, input.meta.name, input.meta.apiVersion, version]),
		"observed": input.meta.apiVersion,
		"expected": "the current version of the API",
		"fix": "Write the current version of the API.",
		"severity": severity(version),
	}
}

violation contains v if {
	input.kind == "Workload"
	input.meta.namespace == "default"
	not endswith(object.get(input.meta.source, "via", ""), " without --namespace")
	v := {
		"path": "/metadata/namespace",
		"key": "namespace",
		"message": sprintf("%s %s runs in the default namespace", [input.meta.resourceKind, input.meta.name]),
		"observed": "namespace: default",
		"expected": "a namespace that belongs to a tenant or service",
		"fix": "Move it to a namespace of its own.",
	}
}
