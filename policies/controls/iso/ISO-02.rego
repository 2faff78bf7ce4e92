# METADATA
# title: "A tenant namespace denies ingress and egress by default"
# description: >-
#   Pods that no policy selects accept everything from everywhere. Only a policy that selects all pods
#   closes a namespace; what is needed is then opened rule by rule.
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/network-policies/
# custom:
#   id: ISO-02
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration, logistics-isolation]
#   kinds: [Namespace]
#   remediation: >-
#     Add a NetworkPolicy with an empty podSelector and policyTypes Ingress and Egress.
#   example: |
#     apiVersion: networking.k8s.io/v1
#     kind: NetworkPolicy
#     metadata:
#       name: default-deny
#     spec:
#       podSelector: {}
#       policyTypes: [Ingress, Egress]
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7(5)", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "1.3.1", coverage: partial}
#     - {framework: "NSA/CISA Kubernetes Hardening", requirement: "Network policies", coverage: full}
#     - {framework: "CIS Kubernetes", requirement: "5.3.2", coverage: full}
#     - {framework: "ISO 27001:2022", requirement: "A.8.22", coverage: partial}
package bulkhead.controls.iso_02

import rego.v1

import data.bulkhead.lib.network
import data.bulkhead.lib.ownership

applicable if ownership.of_tenant

state := network.of(input.meta.name)

missing := [d |
	some d, ok in {"egress": state.defaultDenyEgress, "ingress": state.defaultDenyIngress}
	not ok
]

violation contains v if {
	not network.unsupported(input.meta.name)
	count(missing) > 0
	count(state.policies) > 0
	v := {
		"path": "/metadata/name",
		"message": sprintf("namespace %s has policies, but none denies %s by default", [input.meta.name, concat(" and ", missing)]),
		"observed": sprintf("no policy isolates all pods for %s", [concat(" and ", missing)]),
		"expected": "a policy that selects all pods, for Ingress and Egress",
	}
}

violation contains v if {
	not network.unsupported(input.meta.name)
	count(state.policies) == 0
	v := {
		"path": "/metadata/name",
		"message": sprintf("no NetworkPolicy for namespace %s was seen in this input", [input.meta.name]),
		"observed": "no NetworkPolicy in this input",
		"expected": "a policy that selects all pods, for Ingress and Egress",
		"severity": severity,
	}
}

severity := "high" if {
	ownership.complete
} else := "low" if {
	ownership.guessed
} else := "medium"

unknown contains reason if {
	network.unsupported(input.meta.name)
	reason := sprintf("policies of another engine apply to namespace %s and were not evaluated: %s", [input.meta.name, concat(", ", state.unsupported)])
}
