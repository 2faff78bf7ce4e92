# METADATA
# title: "Redis serves TLS, and no plain text"
# description: >-
#   Sessions and jobs cross the network as they are where the plain port is open.
# related_resources:
#   - https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/
# custom:
#   id: RED-02
#   severity: high
#   evidence: files
#   sources: [retail-hardening, erp-integration]
#   kinds: [Cache]
#   remediation: >-
#     Set tls-port and port 0, with certificate, key and CA.
#   example: |
#     port 0
#     tls-port 6379
#     tls-cert-file /tls/tls.crt
#     tls-key-file /tls/tls.key
#     tls-ca-cert-file /tls/ca.crt
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: full}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
package bulkhead.controls.red_02

import rego.v1

import data.bulkhead.lib.cache

applicable if count(input.directives) > 0

word(name) := input.directives[name][0].value

socket_only if {
	word("port") == "0"
	input.directives.unixsocket
	not input.directives["tls-port"]
}

encrypted if {
	port := word("tls-port")
	port != "0"
}

violation contains v if {
	not encrypted
	not socket_only
	not cache.elsewhere
	v := {
		"path": "",
		"key": "tls-port",
		"message": sprintf("%s serves no TLS", [input.meta.name]),
		"observed": "tls-port is not set (0)",
		"expected": "tls-port with a certificate, port 0",
	}
}

violation contains v if {
	encrypted
	object.get(input.directives, ["port", 0, "value"], "6379") != "0"
	v := {
		"path": object.get(input.directives, ["port", 0, "pointer"], ""),
		"key": "port",
		"message": sprintf("%s serves plain text beside TLS", [input.meta.name]),
		"observed": sprintf("port %s", [object.get(input.directives, ["port", 0, "value"], "is not set (6379)")]),
		"expected": "port 0",
		"fix": "Set port 0.",
	}
}

unknown contains "no TLS port is set here, and other files hold more of the settings" if {
	not encrypted
	not socket_only
	cache.elsewhere
}
