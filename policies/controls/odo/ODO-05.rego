# METADATA
# title: "Odoo runs several workers with memory and time limits"
# description: >-
#   Without workers Odoo serves all requests from threads of one process, in which the limits of
#   memory and time are not enforced: one report can take the server down for everybody.
# related_resources:
#   - https://www.odoo.com/documentation/master/administration/on_premise/deploy.html
#   - https://www.odoo.com/documentation/master/developer/reference/cli.html
# custom:
#   id: ODO-05
#   severity: medium
#   evidence: files
#   sources: [retail-multi-tenant]
#   kinds: [OdooInstance]
#   remediation: >-
#     Set workers to two or more (cores × 2 + 1 is a usual start), and leave limit_memory_soft,
#     limit_memory_hard, limit_time_cpu and limit_time_real above zero.
#   example: |
#     [options]
#     workers = 4
#     limit_memory_soft = 2147483648
#     limit_memory_hard = 2684354560
#     limit_time_cpu = 60
#     limit_time_real = 120
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "SC-5", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.6", coverage: partial}
package bulkhead.controls.odo_05

import rego.v1

import data.bulkhead.lib.odoo

violation contains v if {
	workers := odoo.number("workers", 0)
	workers < 2
	not odoo.elsewhere("workers")
	odoo.role(input.meta.name) == "web"
	v := {
		"path": odoo.pointer("workers"),
		"key": "workers",
		"message": sprintf("%s serves requests without worker processes to spare", [input.meta.name]),
		"observed": observed("workers"),
		"expected": "workers = 2 or more",
		"fix": "Set workers to two or more (cores × 2 + 1 is a usual start).",
	}
}

unknown contains odoo.unseen("workers") if odoo.role(input.meta.name) == "web"

limits := {
	"limit_memory_soft": 2147483648,
	"limit_memory_hard": 2684354560,
	"limit_time_cpu": 60,
	"limit_time_real": 120,
}

violation contains v if {
	some name, fallback in limits
	odoo.number(name, fallback) == 0
	v := {
		"path": odoo.pointer(name),
		"key": name,
		"message": sprintf("%s has no limit in %s", [input.meta.name, name]),
		"observed": observed(name),
		"expected": sprintf("a limit, such as Odoo's own default of %d", [fallback]),
		"fix": sprintf("Set %s to what a worker needs; %d is the default.", [name, fallback]),
	}
}

violation contains v if {
	soft := odoo.number("limit_memory_soft", 2147483648)
	hard := odoo.number("limit_memory_hard", 2684354560)
	soft > 0
	hard > 0
	soft >= hard
	v := {
		"path": odoo.pointer("limit_memory_soft"),
		"key": "limit_memory_soft",
		"message": sprintf("%s kills workers before they can end a request in order", [input.meta.name]),
		"observed": sprintf("limit_memory_soft %d, limit_memory_hard %d", [soft, hard]),
		"expected": "a soft limit below the hard one",
		"fix": "Set limit_memory_soft below limit_memory_hard.",
	}
}

observed(name) := sprintf("%s = %s", [name, odoo.option(name)])

observed(name) := sprintf("%s is not set", [name]) if not odoo.option(name)
