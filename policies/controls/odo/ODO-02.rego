# METADATA
# title: "dbfilter binds a host to one tenant's database"
# description: >-
#   Without it a request may choose any database that the role can reach.
# related_resources:
#   - https://www.odoo.com/documentation/master/administration/on_premise/deploy.html
# custom:
#   id: ODO-02
#   severity: critical
#   layer: application
#   evidence: files
#   sources: [retail-multi-tenant, logistics-isolation]
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

import data.bulkhead.lib.odoo

# Tenants of this instance: with one of them there is nobody to keep apart.
served := input.owner.claims if {
	count(input.owner.claims) > 0
} else := "*"

filter := input.options.dbfilter.value

# Neither the host's name (%h, %d) nor a letter of a database's name is in it.
open(pattern) if {
	not regex.match(`%[hd]`, pattern)
	not regex.match(`[A-Za-z0-9_]`, regex.replace(pattern, `\[[^\]]*\]|\\.|\{[^}]*\}`, ""))
}

open("False")

# db_name limits the server to the databases that it lists (False is Odoo's way to say none).
bound if not object.get(input.options, ["db_name", "value"], "False") in {"False", "false", "None", ""}

violation contains v if {
	not filter
	not bound
	not odoo.partial
	v := {
		"path": "/options",
		"key": "dbfilter",
		"message": sprintf("%s binds no host to a database", [input.meta.name]),
		"observed": "dbfilter is not set",
		"expected": "dbfilter = ^%d$",
		"between": served,
	}
}

violation contains v if {
	open(filter)
	not bound
	v := {
		"path": input.options.dbfilter.pointer,
		"key": "dbfilter",
		"message": sprintf("%s lets every host choose every database", [input.meta.name]),
		"observed": sprintf("dbfilter = %s", [filter]),
		"expected": "dbfilter = ^%d$",
		"between": served,
	}
}

violation contains v if {
	not open(filter)
	not endswith(filter, "$")
	v := {
		"path": input.options.dbfilter.pointer,
		"key": "dbfilter",
		"message": sprintf("%s has a dbfilter that is not anchored, so it matches more databases than it names", [input.meta.name]),
		"observed": sprintf("dbfilter = %s", [filter]),
		"expected": "a pattern that ends with $",
		"between": served,
		"severity": "high",
	}
}

# A name that begins with the host's is another tenant's.
violation contains v if {
	endswith(filter, "$")
	regex.match(`%[dh]\)?(\.[*+]|\[[^\]]*\][*+]|\\w[*+])`, filter)
	v := {
		"path": input.options.dbfilter.pointer,
		"key": "dbfilter",
		"message": sprintf("%s lets a host choose every database whose name begins with its own", [input.meta.name]),
		"observed": sprintf("dbfilter = %s", [filter]),
		"expected": "^%d$ or ^%h$",
		"between": served,
		"severity": "high",
	}
}

# Odoo matches from the beginning of the name: only the end needs an anchor.
violation contains v if {
	not open(filter)
	endswith(filter, "$")
	not regex.match(`%[dh]`, filter)
	regex.match(`\.[*+]`, filter)
	v := {
		"path": input.options.dbfilter.pointer,
		"key": "dbfilter",
		"message": sprintf("%s lets every host choose among several databases", [input.meta.name]),
		"observed": sprintf("dbfilter = %s", [filter]),
		"expected": "^%d$ or ^%h$, which follow the host, or one database's name",
		"between": served,
		"severity": "high",
	}
}

unknown contains {"reason": odoo.unseen("dbfilter"), "between": served} if not bound
