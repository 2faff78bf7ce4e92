# METADATA
# title: "Odoo's connections to the database are encrypted"
# description: >-
#   Odoo's default, prefer, falls back to plain text without a word when the server offers no TLS.
# related_resources:
#   - https://www.odoo.com/documentation/master/developer/reference/cli.html
#   - https://www.postgresql.org/docs/current/libpq-ssl.html
# custom:
#   id: ODO-06
#   severity: high
#   evidence: files
#   sources: [erp-integration, distribution-hardening]
#   kinds: [OdooInstance]
#   remediation: >-
#     Set db_sslmode = verify-full with the server's CA in place, or at least require.
#   example: |
#     [options]
#     db_host = postgres.db.svc
#     db_sslmode = verify-full
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-8", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.24", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.7", coverage: partial}
package bulkhead.controls.odo_06

import rego.v1

import data.bulkhead.lib.odoo

# A socket needs no TLS: it does not leave the machine.
local if {
	odoo.unset("db_host")
	not odoo.elsewhere("db_host")
}

local if startswith(odoo.option("db_host"), "/")

local if odoo.option("db_host") in {"localhost", "127.0.0.1", "::1"}

applicable if not local

strict := {"require", "verify-ca", "verify-full"}

violation contains v if {
	mode := odoo.option("db_sslmode")
	not mode in strict
	v := {
		"path": odoo.pointer("db_sslmode"),
		"key": "db_sslmode",
		"message": sprintf("%s may talk to its database in plain text", [input.meta.name]),
		"observed": sprintf("db_sslmode = %s", [mode]),
		"expected": "require, verify-ca or verify-full",
	}
}

violation contains v if {
	not odoo.option("db_sslmode")
	not odoo.partial
	v := {
		"path": "/options",
		"key": "db_sslmode",
		"message": sprintf("%s may talk to its database in plain text", [input.meta.name]),
		"observed": "db_sslmode is not set (prefer)",
		"expected": "require, verify-ca or verify-full",
	}
}

unknown contains odoo.unseen("db_sslmode")
