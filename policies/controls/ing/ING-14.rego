# METADATA
# title: "Forwarded headers and PROXY protocol are trusted from named addresses only"
# description: >-
#   Whoever may set X-Forwarded-For may be anyone: address limits and rate limits then count what the
#   client says.
# related_resources:
#   - https://doc.traefik.io/traefik/routing/entrypoints/
# custom:
#   id: ING-14
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening]
#   kinds: [EdgeProxy]
#   remediation: >-
#     List trustedIPs; remove insecure.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-7", coverage: partial}
package bulkhead.controls.ing_14

import rego.v1

import data.bulkhead.lib.edge

violation contains v if {
	some name, entry in input.settings.entryPoints
	some section in ["forwardedHeaders", "proxyProtocol"]
	entry[section].insecure == true
	v := {
		"path": input.settingPointers[sprintf("entryPoints.%s.%s.insecure", [name, section])],
		"message": sprintf("entry point %s trusts %s from everyone", [name, section]),
		"observed": sprintf("%s.insecure: true", [section]),
		"expected": "trustedIPs",
		"fix": "Remove insecure, and list trustedIPs.",
	}
}

violation contains v if {
	some name, entry in input.settings.entryPoints
	some section in ["forwardedHeaders", "proxyProtocol"]
	some address in entry[section].trustedIPs
	address in {"0.0.0.0/0", "::/0"}
	v := {
		"path": input.settingPointers[sprintf("entryPoints.%s.%s.trustedIPs", [name, section])],
		"key": sprintf("%s/%s", [name, section]),
		"message": sprintf("entry point %s trusts %s from every address", [name, section]),
		"observed": address,
		"expected": "the addresses of the load balancer",
		"fix": "List the addresses of the load balancer in trustedIPs.",
	}
}

unknown contains edge.rest
