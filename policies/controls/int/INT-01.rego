# METADATA
# title: "Every integration stands in the inventory, complete"
# description: >-
#   An interface that nobody owns is switched off by nobody.
# related_resources:
#   - https://owasp.org/API-Security/editions/2023/en/0xa9-improper-inventory-management/
# custom:
#   id: INT-01
#   severity: low
#   evidence: attestation
#   sources: [logistics-isolation, erp-integration, distribution-hardening]
#   kinds: [Platform]
#   remediation: >-
#     Complete the entry under integrations, and review it.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CA-3", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-8", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.14", coverage: partial}
package bulkhead.controls.int_01

import rego.v1

import data.bulkhead.lib.integration

unknown contains reason if some reason in integration.undeclared

wanted := ["id", "owner", "direction", "dataClass", "credential", "reviewed"]

violation contains v if {
	some one in integration.inventory
	missing := [field | some field in wanted; object.get(one.it, field, "") == ""]
	count(missing) > 0
	v := {
		"path": "",
		"key": one.pointer,
		"message": sprintf("integration %s lacks %s", [one.name, concat(", ", missing)]),
		"observed": sprintf("missing: %s", [concat(", ", missing)]),
		"expected": concat(", ", wanted),
		"proof": integration.proof(one),
	}
}
