# METADATA
# title: "PostgreSQL serves TLS, 1.2 or newer"
# description: >-
#   Without TLS passwords and rows cross the network in clear.
# related_resources:
#   - https://www.postgresql.org/docs/current/runtime-config-connection.html
# custom:
#   id: PGS-01
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, retail-hardening, erp-integration]
#   kinds: [DatabaseServer]
#   remediation: >-
#     Set ssl = on and ssl_min_protocol_version = 'TLSv1.2'.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "6.8", coverage: partial}
package bulkhead.controls.pgs_01

import rego.v1

import data.bulkhead.lib.postgres
import data.bulkhead.lib.setting

# CloudNativePG turns TLS on itself.
on_by_default if input.operator == "cloudnative-pg"

violation contains v if {
	setting.off(input.settings.ssl.value)
	v := {
		"path": input.settings.ssl.pointer,
		"key": "ssl",
		"message": sprintf("%s does not serve TLS", [input.meta.name]),
		"observed": sprintf("ssl = %s", [input.settings.ssl.value]),
		"expected": "ssl = on",
		"fix": "Set ssl = on.",
	}
}

violation contains v if {
	not input.settings.ssl
	not postgres.elsewhere
	not on_by_default
	v := {
		"path": "",
		"key": "ssl",
		"message": sprintf("%s does not serve TLS", [input.meta.name]),
		"observed": "ssl is not set (off)",
		"expected": "ssl = on",
		"fix": "Set ssl = on.",
	}
}

violation contains v if {
	version := weak[lower(input.settings.ssl_min_protocol_version.value)]
	v := {
		"path": input.settings.ssl_min_protocol_version.pointer,
		"message": sprintf("%s allows %s", [input.meta.name, version]),
		"observed": input.settings.ssl_min_protocol_version.value,
		"expected": "TLSv1.2 or newer",
		"fix": "Set ssl_min_protocol_version = 'TLSv1.2'.",
	}
}

# Values of an enumeration may be written in any case; an empty one sets no limit.
weak := {"tlsv1": "TLSv1", "tlsv1.1": "TLSv1.1", "": "every version of TLS"}

unknown contains "ssl is not set here, and the file includes others" if {
	not input.settings.ssl
	postgres.elsewhere
}
