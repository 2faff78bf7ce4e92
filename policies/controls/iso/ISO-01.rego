# METADATA
# title: "A namespace serves one tenant"
# description: >-
#   Namespaces are the unit of policy, quota and access: two tenants in one namespace share all three.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
# custom:
#   id: ISO-01
#   severity: high
#   layer: application
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration, logistics-isolation]
#   kinds: [Namespace, Workload]
#   remediation: >-
#     Give each tenant a namespace of its own.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-4", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.22", coverage: partial}
#     - {framework: "CIS Kubernetes", requirement: "5.7.1", coverage: partial}
package bulkhead.controls.iso_01

import rego.v1

applicable if count(input.owner.claims) > 0

violation contains v if {
	count(input.owner.claims) > 1
	v := {
		"path": "/metadata",
		"message": sprintf("%s %s is claimed by %s", [input.meta.resourceKind, input.meta.name, concat(" and ", input.owner.claims)]),
		"observed": concat(", ", input.owner.claims),
		"expected": "one tenant",
		"between": input.owner.claims,
	}
}
