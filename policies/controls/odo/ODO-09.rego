# METADATA
# title: "Production runs without development or test mode and without demo data"
# description: >-
#   Development mode reloads code and shows tracebacks, test mode runs tests against the database,
#   and demo data brings users with known passwords.
# related_resources:
#   - https://www.odoo.com/documentation/master/developer/reference/cli.html
# custom:
#   id: ODO-09
#   severity: high
#   evidence: files
#   sources: [retail-multi-tenant]
#   kinds: [OdooInstance]
#   remediation: >-
#     Remove dev_mode, test_enable and test_tags, and set without_demo = all.
#   example: |
#     [options]
#     without_demo = all
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "CM-7", coverage: partial}
#     - {framework: "PCI DSS 4.0.1", requirement: "6.5.6", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.31", coverage: partial}
package bulkhead.controls.odo_09

import rego.v1

import data.bulkhead.lib.odoo

applicable if odoo.production

modes := {
	"dev_mode": "development mode",
	"dev": "development mode",
	"test_enable": "test mode",
	"test_tags": "test mode",
	"test_file": "test mode",
}

violation contains v if {
	some name, mode in modes
	odoo.option(name)
	not odoo.unset(name)
	v := {
		"path": odoo.pointer(name),
		"key": name,
		"message": sprintf("%s runs in %s", [input.meta.name, mode]),
		"observed": sprintf("%s = %s", [name, odoo.option(name)]),
		"expected": sprintf("%s is not set", [name]),
		"fix": sprintf("Remove %s.", [name]),
	}
}

violation contains v if {
	demo := demo_option
	v := {
		"path": odoo.pointer(demo),
		"key": "demo",
		"message": sprintf("%s puts demo data into new databases", [input.meta.name]),
		"observed": sprintf("%s = %s", [demo, odoo.option(demo)]),
		"expected": "without_demo = all",
		"fix": "Set without_demo = all.",
	}
}

demo_option := "without_demo" if {
	odoo.option("without_demo")
	odoo.unset("without_demo")
}

demo_option := "with_demo" if {
	odoo.on("with_demo")
	not odoo.option("without_demo")
}
