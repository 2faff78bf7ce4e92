package bulkhead.controls.odo_10_test

import rego.v1

import data.bulkhead.controls.odo_10

instance(options, more) := object.union({"kind": "OdooInstance", "workload": "w", "meta": {"name": "odoo"}, "options": {name: {"value": value, "pointer": name} | some name, value in options}}, more)

keys(options) := out if {
	out := {v.key | some v in odo_10.violation} with input as instance(options, {})
}

test_noisy_levels if {
	every level in ["debug", "DEBUG_SQL", "debug_rpc", "debug_rpc_answer"] {
		keys({"log_level": level}) == {"log_level"}
	}
	keys({"log_level": "info"}) == set()
	keys({"log_handler": ":INFO, odoo.sql_db:debug"}) == {"log_handler"}
	keys({"log_handler": "odoo.sql_db:DEBUG,:INFO"}) == {"log_handler"}
	keys({"log_handler": ":INFO"}) == set()
}

test_a_log_that_stays_in_the_container if {
	keys({"logfile": "/var/log/odoo.log"}) == {"logfile"}
	every file in ["/dev/stdout", "/dev/stderr", "-", "False", "None", ""] {
		keys({"logfile": file}) == set()
	}
	keys({"logfile": "/var/log/odoo.log", "syslog": "True"}) == set()
	keys({"logfile": "/var/log/odoo.log", "syslog": "False"}) == {"logfile"}
	count(odo_10.violation) == 0 with input as object.remove(instance({"logfile": "/var/log/odoo.log"}, {}), ["workload"])
}
