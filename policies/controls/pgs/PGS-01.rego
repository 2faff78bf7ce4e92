# METADATA
# title: "PostgreSQL serves TLS, 1.2 or newer"
# description: >-
#   Without TLS passwords and rows cross the network in clear.
# related_resources:
#   - https://www.postgresql.org/docs/current/runtime-config-connection.html
# custom:
#   id: PGS-01
#   severity: high
#   kinds: [DatabaseServer]
#   remediation: >-
#     Set ssl = on and ssl_min_protocol_version = 'TLSv1.2'.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "6.8", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "4.2.1", coverage: partial}
package bulkhead.controls.pgs_01

import rego.v1

import data.bulkhead.lib.setting

# Operators turn TLS on themselves.
applicable if not input.operator

violation contains v if {
	not setting.on(object.get(input.settings, ["ssl", "value"], "off"))
	v := {
		"path": object.get(input.settings, ["ssl", "pointer"], ""),
		"key": "ssl",
		"message": sprintf("%s does not serve TLS", [input.meta.name]),
		"observed": sprintf("ssl = %s", [object.get(input.settings, ["ssl", "value"], "off (default)")]),
		"expected": "ssl = on",
	}
}

violation contains v if {
	input.settings.ssl_min_protocol_version.value in {"TLSv1", "TLSv1.1"}
	v := {
		"path": input.settings.ssl_min_protocol_version.pointer,
		"message": sprintf("%s allows %s", [input.meta.name, input.settings.ssl_min_protocol_version.value]),
		"observed": input.settings.ssl_min_protocol_version.value,
		"expected": "TLSv1.2 or newer",
	}
}
