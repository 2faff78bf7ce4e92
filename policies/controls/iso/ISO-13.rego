# METADATA
# title: "A tenant namespace has a ResourceQuota and a LimitRange"
# description: >-
#   Without a quota one tenant can take what the others were promised.
# related_resources:
#   - https://kubernetes.io/docs/concepts/policy/resource-quotas/
# custom:
#   id: ISO-13
#   severity: high
#   evidence: files
#   sources: [retail-multi-tenant, logistics-isolation, retail-hardening]
#   kinds: [Namespace]
#   remediation: >-
#     Add a ResourceQuota for cpu, memory, pods and storage, and a LimitRange with defaults.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-6", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Resource policies", coverage: full}
package bulkhead.controls.iso_13

import rego.v1

import data.bulkhead.lib.ownership

applicable if ownership.of_tenant

own := object.get(data.platform.namespaces, input.meta.name, {})

quotas := object.get(own, "Quota", {})

wanted := {
	"cpu": {"requests.cpu", "cpu", "limits.cpu"},
	"memory": {"requests.memory", "memory", "limits.memory"},
	"pods": {"pods", "count/pods"},
	"storage": {"requests.storage", "persistentvolumeclaims"},
}

# A quota with scopes limits some pods only.
limited contains resource if {
	some resource, keys in wanted
	some quota in quotas
	count(object.get(quota, "scopes", [])) == 0
	some key in object.keys(quota.hard)
	key in keys
}

observed(limited) := "no quota" if count(limited) == 0

observed(limited) := sprintf("a quota for %s", [concat(", ", sort(limited))]) if count(limited) > 0

violation contains v if {
	missing := object.keys(wanted) - limited
	count(missing) > 0
	v := {
		"path": "/metadata/name",
		"key": "quota",
		"message": sprintf("namespace %s has no quota for %s in this input", [input.meta.name, concat(", ", sort(missing))]),
		"observed": observed(limited),
		"expected": "cpu, memory, pods and storage",
		"fix": sprintf("Add a ResourceQuota for %s.", [concat(", ", sort(missing))]),
		"severity": severity,
	}
}

violation contains v if {
	not limiting
	v := {
		"path": "/metadata/name",
		"key": "limitrange",
		"message": sprintf("namespace %s has no LimitRange%s in this input", [input.meta.name, of_pods]),
		"observed": sprintf("no LimitRange%s", [of_pods]),
		"expected": "a LimitRange with default requests and limits",
		"fix": "Add a LimitRange with default requests and limits.",
		"severity": severity,
	}
}

severity := "high" if {
	ownership.complete
} else := "low" if {
	ownership.guessed
} else := "medium"

of_pods := "" if count(object.get(own, "LimitRange", {})) == 0

of_pods := " of containers or pods" if count(object.get(own, "LimitRange", {})) > 0

limiting if {
	some range in object.get(own, "LimitRange", {})
	some limit in range.limits
	limit.type in {"Container", "Pod"}
}
