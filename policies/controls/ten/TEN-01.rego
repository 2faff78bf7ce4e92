# METADATA
# title: "Every tenant is declared with the attributes that its objectives need"
# description: >-
#   A tenant whose tier, owner, regions, objectives and classes nobody wrote down cannot be judged
#   against them.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
# custom:
#   id: TEN-01
#   severity: high
#   layer: governance
#   evidence: files
#   sources: [logistics-isolation, retail-multi-tenant, retail-hardening, distribution-hardening, erp-integration]
#   kinds: [Tenant]
#   remediation: >-
#     Complete the tenant's entry in bulkhead.yaml.
#   frameworks:
#     - {framework: "SOC 2 TSC", requirement: "CC2.1", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "PM-5", coverage: partial}
package bulkhead.controls.ten_01

import rego.v1

applicable if data.platform.declared

wanted := ["tier", "criticality", "environment", "owner", "rpo", "rto", "retention", "complianceClass", "dataClassification", "workloadBand"]

missing := array.concat([name | some name in wanted; not input[name]], [name | some name in ["regions"]; count(input[name]) == 0])

violation contains v if {
	count(missing) > 0
	v := {
		"path": "",
		"message": sprintf("tenant %s lacks %s", [input.id, concat(", ", missing)]),
		"observed": sprintf("missing: %s", [concat(", ", missing)]),
		"expected": "every attribute of a tenant",
	}
}
