# METADATA
# title: "Noisy neighbours are bounded in the database too"
# description: >-
#   Without a limit one tenant takes every connection of a shared pool.
# related_resources:
#   - https://www.pgbouncer.org/config.html
# custom:
#   id: ISO-20
#   severity: medium
#   evidence: files
#   sources: [distribution-hardening, logistics-isolation, retail-multi-tenant]
#   kinds: [ConnectionPooler]
#   remediation: >-
#     Set max_db_connections (or pool_size for each database) and max_user_connections.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "SC-6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.6", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "5.5", coverage: partial}
package bulkhead.controls.iso_20

import rego.v1

limited(name) if to_number(input.settings[name].value) > 0

each_limited if {
	count(input.databases) > 0
	every _, database in input.databases {
		regex.match(`(^|\s)(pool_size|max_db_connections)\s*=\s*[1-9]`, object.get(database, "value", ""))
	}
}

bounded if limited("max_db_connections")

bounded if limited("max_user_connections")

bounded if each_limited

violation contains v if {
	not bounded
	v := {
		"path": "",
		"message": sprintf("%s lets one tenant take every connection", [input.meta.name]),
		"observed": "no max_db_connections, no max_user_connections, no pool_size for each database",
		"expected": "a limit for each database or user",
	}
}
