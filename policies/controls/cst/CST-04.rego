# METADATA
# title: "Cost is attributable to a tenant"
# description: >-
#   What nobody's name is on, everybody pays for.
# related_resources:
#   - https://www.opencost.io/docs/
# custom:
#   id: CST-04
#   severity: low
#   evidence: files
#   sources: [logistics-isolation]
#   kinds: [Namespace]
#   remediation: >-
#     Label the namespace with its tenant and its cost centre.
#   parameters:
#     costLabels: {default: [bulkhead.dev/tenant, tenant, cost-center, cost-centre, bulkhead.dev/cost-centre], description: "labels by which cost is attributed"}
#   frameworks:
#     - {framework: "SOC 2 TSC", requirement: "CC1.5", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.9", coverage: partial}
package bulkhead.controls.cst_04

import rego.v1

import data.bulkhead.lib.ownership

applicable if ownership.of_tenant

labels := data.parameters.costLabels

attributed if {
	some label in labels
	input.meta.labels[label]
}

violation contains v if {
	not attributed
	v := {
		"path": "/metadata/labels",
		"message": sprintf("namespace %s names nobody who pays for it", [input.meta.name]),
		"observed": sprintf("none of %s", [concat(", ", labels)]),
		"expected": "a label of the tenant or the cost centre",
	}
}
