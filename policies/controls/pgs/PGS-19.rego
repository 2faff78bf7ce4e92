# METADATA
# title: "A performance baseline is kept"
# description: >-
#   Who has no baseline cannot tell a noisy neighbour from a slow query.
# related_resources:
#   - https://www.postgresql.org/docs/current/pgstatstatements.html
# custom:
#   id: PGS-19
#   severity: low
#   evidence: files
#   sources: [retail-multi-tenant, distribution-hardening]
#   kinds: [DatabaseServer]
#   remediation: >-
#     Load pg_stat_statements, and set log_min_duration_statement.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SI-4", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.16", coverage: partial}
package bulkhead.controls.pgs_19

import rego.v1

import data.bulkhead.lib.postgres

preloaded if contains(postgres.value("shared_preload_libraries"), "pg_stat_statements")

# CloudNativePG loads it where it has a setting (PostgreSQL Configuration, Managed extensions).
preloaded if {
	input.operator == "cloudnative-pg"
	some name, _ in input.settings
	startswith(name, "pg_stat_statements.")
}

violation contains v if {
	not preloaded
	not postgres.may_be_elsewhere("shared_preload_libraries")
	v := {
		"path": postgres.pointer("shared_preload_libraries"),
		"key": "pg_stat_statements",
		"message": sprintf("%s keeps no statistics of statements", [input.meta.name]),
		"observed": postgres.observed("shared_preload_libraries", "nothing"),
		"expected": "pg_stat_statements",
		"fix": "Add pg_stat_statements to shared_preload_libraries.",
	}
}

violation contains v if {
	not logged
	not postgres.may_be_elsewhere("log_min_duration_statement")
	v := {
		"path": postgres.pointer("log_min_duration_statement"),
		"key": "log_min_duration_statement",
		"message": sprintf("%s does not log slow statements", [input.meta.name]),
		"observed": postgres.observed("log_min_duration_statement", "-1"),
		"expected": "a duration, such as 500ms",
		"fix": "Set log_min_duration_statement, such as 500ms.",
	}
}

logged if not postgres.value("log_min_duration_statement") in {"-1", ""}

unknown contains "settings of statistics are not all here, and the file includes others" if {
	some name in ["shared_preload_libraries", "log_min_duration_statement"]
	postgres.may_be_elsewhere(name)
}
