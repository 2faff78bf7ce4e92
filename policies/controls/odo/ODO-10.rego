# METADATA
# title: "Odoo's log goes to the collector, and not at debug level in production"
# description: >-
#   Debug logs hold statements and personal data, and a log file inside a container is lost with it.
# related_resources:
#   - https://www.odoo.com/documentation/master/developer/reference/cli.html
# custom:
#   id: ODO-10
#   severity: low
#   evidence: files
#   sources: [distribution-hardening]
#   kinds: [OdooInstance]
#   remediation: >-
#     Set log_level to info or less and log to standard output (no logfile) or to syslog.
#   example: |
#     [options]
#     log_level = info
#     log_handler = :INFO
#   frameworks:
#     - {framework: "NIST 800-53 r5", requirement: "AU-3", coverage: partial}
#     - {framework: "ISO 27001:2022", requirement: "A.8.15", coverage: partial}
package bulkhead.controls.odo_10

import rego.v1

import data.bulkhead.lib.odoo

applicable if odoo.production

noisy_levels := {"debug", "debug_sql", "debug_rpc", "debug_rpc_answer"}

violation contains v if {
	level := lower(odoo.option("log_level"))
	level in noisy_levels
	v := {
		"path": odoo.pointer("log_level"),
		"key": "log_level",
		"message": sprintf("%s logs at debug level", [input.meta.name]),
		"observed": sprintf("log_level = %s", [level]),
		"expected": "info, warn, error or critical",
		"fix": "Set log_level = info.",
	}
}

violation contains v if {
	some handler in split(odoo.option("log_handler"), ",")
	endswith(upper(trim_space(handler)), ":DEBUG")
	v := {
		"path": odoo.pointer("log_handler"),
		"key": "log_handler",
		"message": sprintf("%s logs at debug level", [input.meta.name]),
		"observed": sprintf("log_handler = %s", [odoo.option("log_handler")]),
		"expected": "no handler at DEBUG",
		"fix": "Remove the handlers at DEBUG from log_handler.",
	}
}

violation contains v if {
	input.workload
	odoo.option("logfile")
	not odoo.unset("logfile")
	not odoo.option("logfile") in {"/dev/stdout", "/dev/stderr", "-"}
	not odoo.on("syslog")
	v := {
		"path": odoo.pointer("logfile"),
		"key": "logfile",
		"message": sprintf("%s writes its log to a file inside the container", [input.meta.name]),
		"observed": sprintf("logfile = %s", [odoo.option("logfile")]),
		"expected": "standard output or syslog",
		"fix": "Remove logfile, or set syslog = True.",
	}
}
