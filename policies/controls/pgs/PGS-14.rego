# METADATA
# title: "Statement, lock and idle-in-transaction timeouts are set"
# description: >-
#   One forgotten transaction holds locks and bloat against every other user of the server.
# related_resources:
#   - https://www.postgresql.org/docs/current/runtime-config-client.html
# custom:
#   id: PGS-14
#   severity: medium
#   evidence: files
#   sources: [retail-multi-tenant]
#   kinds: [DatabaseServer]
#   remediation: >-
#     Set statement_timeout, lock_timeout and idle_in_transaction_session_timeout; loosen them for
#     single roles where jobs need it.
#   example: |
#     statement_timeout = 120s
#     lock_timeout = 10s
#     idle_in_transaction_session_timeout = 60s
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AC-12", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.6", coverage: partial}
package bulkhead.controls.pgs_14

import rego.v1

import data.bulkhead.lib.postgres

timeouts := {
	"statement_timeout": "runs statements for ever",
	"lock_timeout": "waits for locks for ever",
	"idle_in_transaction_session_timeout": "keeps idle transactions for ever",
}

violation contains v if {
	some name, what in timeouts
	unlimited(name)
	v := {
		"path": postgres.pointer(name),
		"key": name,
		"message": sprintf("%s %s", [input.meta.name, what]),
		"observed": postgres.observed(name, "0"),
		"expected": sprintf("%s above zero", [name]),
	}
}

unlimited(name) if postgres.zero(name)

unlimited(name) if {
	not postgres.written(name)
	not postgres.elsewhere
}

unknown contains sprintf("%s is not set here, and the file includes others", [name]) if {
	some name, _ in timeouts
	not postgres.written(name)
	postgres.elsewhere
}
