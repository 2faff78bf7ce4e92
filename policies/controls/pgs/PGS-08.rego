# METADATA
# title: "Extensions are on the allow list"
# description: >-
#   An extension is code inside the server, with the rights of the server.
# related_resources:
#   - https://www.postgresql.org/docs/current/external-extensions.html
# custom:
#   id: PGS-08
#   severity: medium
#   evidence: partly
#   sources: [retail-hardening]
#   kinds: [DatabaseServer]
#   remediation: >-
#     Remove the library, or put it on approvedExtensions in bulkhead.yaml.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-7", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "CM-7(5)", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "1.8", coverage: partial}
package bulkhead.controls.pgs_08

import rego.v1

declared if count(data.platform.approvedExtensions) > 0

libraries := [name |
	some part in split(input.settings.shared_preload_libraries.value, ",")
	name := trim(part, " '\"")
	name != ""
]

violation contains v if {
	declared
	some name in libraries
	not name in data.platform.approvedExtensions
	v := {
		"path": input.settings.shared_preload_libraries.pointer,
		"key": name,
		"message": sprintf("%s loads a library that is not approved", [input.meta.name]),
		"observed": name,
		"expected": sprintf("one of %s", [concat(", ", data.platform.approvedExtensions)]),
	}
}

unknown contains "which extensions are approved is not declared (approvedExtensions in bulkhead.yaml)" if not declared

unknown contains "which extensions are installed needs pg_extension of the live databases" if declared
