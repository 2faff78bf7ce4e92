# METADATA
# title: "Every namespace belongs to one tenant or is a declared platform service"
# description: >-
#   What nobody owns nobody patches, watches or pays for, and no isolation rule knows on which side it
#   stands.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
# custom:
#   id: TEN-02
#   severity: high
#   kinds: [Namespace]
#   remediation: >-
#     Name the namespace in a tenant's or a shared service's owns in bulkhead.yaml, or label it
#     bulkhead.dev/tenant.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-8", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.9", coverage: partial}
package bulkhead.controls.ten_02

import rego.v1

violation contains v if {
	data.platform.declared
	not input.owner.tenant
	not input.owner.shared
	v := {
		"path": "/metadata/name",
		"message": sprintf("namespace %s belongs to no tenant and to no shared service", [input.meta.name]),
		"observed": input.owner.because,
		"expected": "one owner",
	}
}

unknown contains "no platform is declared, so owners are inferred (bulkhead init proposes a bulkhead.yaml)" if {
	not data.platform.declared
	not input.owner.tenant
	not input.owner.shared
}
