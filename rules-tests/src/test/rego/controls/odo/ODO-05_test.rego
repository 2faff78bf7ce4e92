package bulkhead.controls.odo_05_test

import rego.v1

import data.bulkhead.controls.odo_05

file(options) := {"kind": "OdooInstance", "meta": {"name": "odoo.conf"}, "options": {name: {"value": value, "pointer": name} | some name, value in options}}

keys(options) := out if {
	out := {v.key | some v in odo_05.violation} with input as file(options)
}

test_what_is_not_set_is_what_odoo_takes if {
	keys({}) == {"workers"}
	keys({"workers": "1"}) == {"workers"}
	keys({"workers": "2"}) == set()
	keys({"workers": "2", "limit_memory_hard": "2147483649"}) == set()
	keys({"workers": "2", "limit_memory_hard": "2147483648"}) == {"limit_memory_soft"}
	keys({"workers": "2", "limit_memory_soft": "2684354559"}) == set()
	keys({"workers": "2", "limit_memory_soft": "2684354560"}) == {"limit_memory_soft"}
	keys({"workers": "2", "limit_memory_soft": "1", "limit_memory_hard": "1"}) == {"limit_memory_soft"}
}

test_zero_is_no_limit_and_compared_with_nothing if {
	every name in ["limit_memory_soft", "limit_memory_hard", "limit_time_cpu", "limit_time_real"] {
		keys({"workers": "2", name: "0"}) == {name}
		keys({"workers": "2", name: "1"}) - {"limit_memory_soft"} == set()
	}
	keys({"workers": "2", "limit_memory_soft": "0", "limit_memory_hard": "0"}) == {"limit_memory_soft", "limit_memory_hard"}
}

test_odoos_own_defaults_are_named if {
	{v.expected | some v in odo_05.violation} == {
		"a limit, such as Odoo's own default of 2147483648",
		"a limit, such as Odoo's own default of 2684354560",
		"a limit, such as Odoo's own default of 60",
		"a limit, such as Odoo's own default of 120",
	} with input as file({"workers": "2", "limit_memory_soft": "0", "limit_memory_hard": "0", "limit_time_cpu": "0", "limit_time_real": "0"})
}
