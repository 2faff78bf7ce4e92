# METADATA
# title: "No two integrations share a credential"
# description: >-
#   A credential that two partners have cannot be taken from one.
# related_resources:
#   - https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html
# custom:
#   id: INT-02
#   severity: high
#   layer: governance
#   evidence: partly
#   sources: [erp-integration, retail-multi-tenant]
#   kinds: [Platform]
#   remediation: >-
#     Give each integration a credential of its own.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-6", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "IA-5", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.5.17", coverage: partial}
package bulkhead.controls.int_02

import rego.v1

import data.bulkhead.lib.integration
import data.bulkhead.lib.words

unknown contains reason if some reason in integration.undeclared

# What looks like a secret is withheld: two withheld values say nothing of each other.
withheld(one) if contains(json.marshal(one.it.credential), "withheld»")

users[credential] contains one if {
	some one in integration.inventory
	not withheld(one)
	credential := json.marshal(one.it.credential)
}

unknown contains sprintf("the credential of integration %s is withheld: needs the reference of its Secret as credential: {ref: namespace/name}", [one.name]) if {
	some one in integration.inventory
	withheld(one)
}

violation contains v if {
	some credential, ones in users
	count(ones) > 1
	names := sort([one.name | some one in ones])
	v := {
		"path": "",
		"key": concat(",", names),
		"message": sprintf("integrations %s share a credential", [concat(", ", names)]),
		"observed": sprintf("%s of one credential", [words.counted(count(ones), "user")]),
		"expected": "a credential each",
		"between": {data.platform.entities[one.entity].tenant | some one in ones},
		"proof": [p | some one in ones; some p in integration.proof(one)],
	}
}
