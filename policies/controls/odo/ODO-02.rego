# METADATA
# title: "dbfilter binds a host to one tenant's database"
# description: >-
#   Without it a request may choose any database that the role can reach.
# related_resources:
#   - https://www.odoo.com/documentation/master/administration/on_premise/deploy.html
# custom:
#   id: ODO-02
#   severity: critical
#   kinds: [OdooInstance]
#   remediation: >-
#     Set dbfilter = ^%d$ (or the database's name between ^ and $).
#   example: |
#     [options]
#     dbfilter = ^%d$
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AC-4", coverage: partial}
#     - {framework: "SOC 2 TSC", requirement: "CC6.1", coverage: partial}
package bulkhead.controls.odo_02

import rego.v1

filter := input.options.dbfilter.value

violation contains v if {
	not filter
	not input.options.db_name.value
	v := {
		"path": "/options",
		"key": "dbfilter",
		"message": sprintf("%s binds no host to a database", [input.meta.name]),
		"observed": "dbfilter is not set",
		"expected": "dbfilter = ^%d$",
	}
}

violation contains v if {
	filter in {".*", "", "^.*$", "False"}
	v := {
		"path": input.options.dbfilter.pointer,
		"key": "dbfilter",
		"message": sprintf("%s lets every host choose every database", [input.meta.name]),
		"observed": sprintf("dbfilter = %s", [filter]),
		"expected": "dbfilter = ^%d$",
	}
}

violation contains v if {
	not filter in {".*", "", "^.*$", "False"}
	not anchored
	v := {
		"path": input.options.dbfilter.pointer,
		"key": "dbfilter",
		"message": sprintf("%s has a dbfilter that is not anchored, so it matches more databases than it names", [input.meta.name]),
		"observed": sprintf("dbfilter = %s", [filter]),
		"expected": "a pattern between ^ and $",
		"severity": "high",
	}
}

anchored if {
	startswith(filter, "^")
	endswith(filter, "$")
}
