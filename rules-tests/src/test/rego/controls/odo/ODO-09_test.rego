package bulkhead.controls.odo_09_test

import rego.v1

import data.bulkhead.controls.odo_09

instance(options) := {"kind": "OdooInstance", "meta": {"name": "odoo"}, "options": {name: {"value": value, "pointer": sprintf("/%s", [name])} | some name, value in options}}

told(options) := out if {
	out := {v.key: v.message | some v in odo_09.violation} with input as instance(options)
}

modes := {"dev_mode": "development mode", "dev": "development mode", "test_enable": "test mode", "test_tags": "test mode", "test_file": "test mode"}

test_modes_of_development_and_tests if {
	every name, mode in modes {
		told({name: "all"}) == {name: sprintf("odoo runs in %s", [mode])}
		told({name: "False"}) == {}
	}
	object.keys(modes) == object.keys(odo_09.modes)
}

test_demo_data if {
	object.keys(told({"without_demo": "False"})) == {"demo"}
	told({"without_demo": "all"}) == {}
	object.keys(told({"with_demo": "True"})) == {"demo"}
	told({"with_demo": "False"}) == {}
	told({"with_demo": "True", "without_demo": "all"}) == {}
	{v.path | some v in odo_09.violation} == {"/with_demo"} with input as instance({"with_demo": "True"})
	told({}) == {}
}
