# METADATA
# title: "A tenant that meets a dedicated criterion is not on the shared tier"
# description: >-
#   Regulation, volume, deep customisation, a contract, residency or many integrations are what the
#   dedicated tier is for: on shared parts such a tenant is a risk to itself and its neighbours.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
# custom:
#   id: TEN-03
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, retail-multi-tenant, erp-integration, logistics-isolation]
#   kinds: [Tenant]
#   remediation: >-
#     Move the tenant to a tier whose isolation is dedicated (or hybrid, where the criterion allows
#     it), or correct its criteria in bulkhead.yaml.
#   example: |
#     tenants:
#       - id: pharma
#         tier: dedicated
#         criteria: [regulated, residency]
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7(21)", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "RA-2", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.ten_03

import rego.v1

import data.bulkhead.lib.tenancy

applicable if count(input.criteria) > 0

# These criteria leave room for shared parts.
hybrid_suffices := {"deep-customisation", "high-integration", "high-volume"}

violation contains v if {
	tenancy.isolation(input) == "shared"
	some criterion in input.criteria
	v := {
		"path": "/tier",
		"key": criterion,
		"message": sprintf("tenant %s is on the shared tier although it meets the criterion %s", [input.id, criterion]),
		"observed": sprintf("tier %s, criterion %s", [input.tier, criterion]),
		"expected": expected(criterion),
	}
}

expected(criterion) := "a hybrid or dedicated tier" if criterion in hybrid_suffices

expected(criterion) := "a dedicated tier" if not criterion in hybrid_suffices

violation contains v if {
	tenancy.isolation(input) == "hybrid"
	some criterion in input.criteria
	not criterion in hybrid_suffices
	v := {
		"path": "/tier",
		"key": criterion,
		"message": sprintf("tenant %s is on a hybrid tier although it meets the criterion %s", [input.id, criterion]),
		"observed": sprintf("tier %s, criterion %s", [input.tier, criterion]),
		"expected": "a dedicated tier",
		"severity": "medium",
	}
}

unknown contains sprintf("tenant %s has no tier", [input.id]) if not input.tier
