# METADATA
# title: "Incoming webhooks are authenticated and limited"
# description: >-
#   A webhook without a signature believes whoever knows its address.
# related_resources:
#   - https://owasp.org/API-Security/editions/2023/en/0xa4-unrestricted-resource-consumption/
# custom:
#   id: INT-03
#   severity: medium
#   evidence: attestation
#   sources: [logistics-isolation, erp-integration]
#   kinds: [Platform]
#   remediation: >-
#     Verify a signature or a client certificate, and limit the rate.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "IA-9", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.26", coverage: partial}
package bulkhead.controls.int_03

import rego.v1

import data.bulkhead.lib.integration

unknown contains reason if some reason in integration.undeclared

authenticated(it) if it.webhook.authentication in {"signature", "hmac", "mtls"}

limited(it) if it.webhook.rateLimit

violation contains v if {
	some one in integration.inventory
	lower(one.it.direction) in {"in", "inbound", "incoming", "both", "bidirectional"}
	missing := array.concat([w | some w in ["authentication"]; not authenticated(one.it)], [w | some w in ["rateLimit"]; not limited(one.it)])
	count(missing) > 0
	v := {
		"path": "",
		"key": one.pointer,
		"message": sprintf("the webhook of integration %s declares no %s", [one.name, concat(", no ", missing)]),
		"observed": sprintf("missing: %s", [concat(", ", missing)]),
		"expected": "webhook with authentication (signature, hmac or mtls) and rateLimit",
		"proof": integration.proof(one),
	}
}

unknown contains sprintf("the direction %v of integration %s is not understood: needs in, out or both", [one.it.direction, one.name]) if {
	some one in integration.inventory
	one.it.direction
	not lower(one.it.direction) in {"in", "inbound", "incoming", "both", "bidirectional", "out", "outbound", "outgoing"}
}
