# METADATA
# title: "A hybrid tenant has the dedicated parts that its tier declares"
# description: >-
#   A hybrid tier names what is dedicated in it, the database or the application tier; the rest may
#   be shared.
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/multi-tenancy/
# custom:
#   id: TEN-05
#   severity: high
#   layer: application
#   evidence: files
#   sources: [retail-multi-tenant, retail-hardening, erp-integration, logistics-isolation]
#   kinds: [Tenant]
#   remediation: >-
#     Give the tenant the dedicated part, or correct dedicatedParts of its tier.
#   example: |
#     tiers:
#       - name: hybrid
#         isolation: hybrid
#         parameters: {dedicatedParts: [database, application]}
#   parameters:
#     dedicatedParts: {default: [database], description: "what a hybrid tenant does not share: database, application, cache, namespace"}
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7(21)", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.22", coverage: partial}
package bulkhead.controls.ten_05

import rego.v1

import data.bulkhead.lib.ownership
import data.bulkhead.lib.tenancy

applicable if tenancy.isolation(input) == "hybrid"

part_kinds := {
	"database": {"DatabaseServer"},
	"application": {"Workload"},
	"cache": {"Cache"},
	"namespace": {"Namespace"},
}

missing contains part if {
	some part in data.parameters.dedicatedParts
	kinds := part_kinds[part]
	count(kinds & object.get(tenancy.owned, input.id, set())) == 0
}

violation contains v if {
	ownership.complete
	some part in missing
	v := {
		"path": "",
		"key": part,
		"message": sprintf("tenant %s is hybrid and shares its %s", [input.id, part]),
		"observed": sprintf("no dedicated %s belongs to %s", [part, input.id]),
		"expected": sprintf("a dedicated %s", [part]),
	}
}

violation contains v if {
	some part in data.parameters.dedicatedParts
	not part_kinds[part]
	v := {
		"path": "/tier",
		"key": part,
		"message": sprintf("tier %s names a dedicated part that nobody knows: %s", [input.tier, part]),
		"observed": sprintf("dedicatedParts: %s", [part]),
		"expected": sprintf("one of %s", [concat(", ", object.keys(part_kinds))]),
		"fix": "Correct dedicatedParts of the tier.",
	}
}

unknown contains sprintf("this input does not show a dedicated %s of tenant %s; that may be elsewhere", [part, input.id]) if some part in missing
