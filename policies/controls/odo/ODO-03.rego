# METADATA
# title: "admin_passwd is neither default nor plain text"
# description: >-
#   The master password creates, restores and drops databases.
# related_resources:
#   - https://www.odoo.com/documentation/master/administration/on_premise/deploy.html
# custom:
#   id: ODO-03
#   severity: critical
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [OdooInstance]
#   remediation: >-
#     Store a hash made by Odoo (pbkdf2), or give it by a secret.
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "IA-5", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "2.2.2", coverage: partial}
package bulkhead.controls.odo_03

import rego.v1

import data.bulkhead.lib.odoo

violation contains v if {
	input.options.admin_passwd.hint in {"default", "literal"}
	v := {
		"path": input.options.admin_passwd.pointer,
		"message": sprintf("%s holds the master password %s", [input.meta.name, what]),
		"observed": sprintf("a %s value (withheld)", [input.options.admin_passwd.hint]),
		"expected": "a pbkdf2 hash, or a reference",
	}
}

violation contains v if {
	not input.options.admin_passwd
	not odoo.partial
	v := {
		"path": "/options",
		"key": "admin_passwd",
		"message": sprintf("%s sets no master password, so it is the default", [input.meta.name]),
		"observed": "admin_passwd is not set (admin)",
		"expected": "a pbkdf2 hash, or a reference",
		"severity": "high",
	}
}

what := "in its default form" if input.options.admin_passwd.hint == "default"

what := "in plain text" if input.options.admin_passwd.hint == "literal"

unknown contains odoo.unseen("admin_passwd")
