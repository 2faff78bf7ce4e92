# METADATA
# title: "Administrative access to the database is audited"
# description: >-
#   Who changed what, and who was connected: without that an incident has no story.
# related_resources:
#   - https://www.pgaudit.org/
#   - https://www.postgresql.org/docs/current/runtime-config-logging.html
# custom:
#   id: PGS-09
#   severity: high
#   evidence: files
#   sources: [distribution-hardening, erp-integration]
#   kinds: [DatabaseServer]
#   remediation: >-
#     Load pgaudit (or set log_statement = ddl), and log connections and disconnections.
#   example: |
#     shared_preload_libraries = 'pgaudit'
#     log_connections = on
#     log_disconnections = on
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AU-2", coverage: partial}
#     - {framework: "NIST 800-53 r5", requirement: "AU-12", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "10.2.1", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "3.1.20", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "3.1.21", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.15", coverage: partial}
#     - {framework: "CIS PostgreSQL", requirement: "3.2", coverage: partial}
package bulkhead.controls.pgs_09

import rego.v1

import data.bulkhead.lib.postgres

# pgaudit records nothing until it is told what (pgaudit.log is none by default).
audited if {
	loaded
	not lower(postgres.value("pgaudit.log")) in {"none", ""}
}

loaded if contains(postgres.value("shared_preload_libraries"), "pgaudit")

# CloudNativePG loads it where it has a setting (PostgreSQL Configuration, Managed extensions).
loaded if input.operator == "cloudnative-pg"

audited if lower(postgres.value("log_statement")) in {"ddl", "mod", "all"}

violation contains v if {
	not audited
	not postgres.elsewhere
	v := {
		"path": postgres.pointer("log_statement"),
		"key": "audit",
		"message": sprintf("%s keeps no record of changes to its structure", [input.meta.name]),
		"observed": postgres.observed("log_statement", "none"),
		"expected": "pgaudit with pgaudit.log, or log_statement = ddl",
		"fix": "Load pgaudit and set pgaudit.log, or set log_statement = ddl.",
	}
}

violation contains v if {
	some name in ["log_connections", "log_disconnections"]
	not postgres.on(name)
	not postgres.may_be_elsewhere(name)
	v := {
		"path": postgres.pointer(name),
		"key": name,
		"message": sprintf("%s does not record who is connected", [input.meta.name]),
		"observed": postgres.observed(name, "off"),
		"expected": sprintf("%s = on", [name]),
		"fix": sprintf("Set %s = on.", [name]),
		"severity": "medium",
	}
}

unknown contains "audit settings are not all here, and the file includes others" if {
	postgres.elsewhere
	not audited
}

unknown contains "audit settings are not all here, and the file includes others" if {
	some name in ["log_connections", "log_disconnections"]
	postgres.may_be_elsewhere(name)
}
