package bulkhead.controls.red_06_test

import rego.v1

import data.bulkhead.controls.red_06

cache(more) := object.union({"kind": "Cache", "meta": {"name": "c"}, "users": [], "directives": {}}, more)

user(commands) := cache({"users": [{"name": "odoo", "enabled": true, "pointer": "/u", "commands": commands}]})

keys(of) := out if {
	out := {v.key | some v in red_06.violation} with input as of with data.parameters.cacheAdministrators as ["admin"]
}

test_the_last_word_on_dangerous_commands_counts if {
	every all in ["+@all", "allcommands"] {
		keys(user([all])) == {"odoo"}
		keys(user([all, "-@dangerous"])) == set()
		keys(user(["-@dangerous", all])) == {"odoo"}
		keys(user([all, "-@dangerous", "+@dangerous"])) == {"odoo"}
		keys(user([all, "-@dangerous", "+get"])) == set()
		keys(user(["+get", "-@dangerous", all, "-@dangerous"])) == set()
	}
	keys(user(["+@read", "+@write"])) == set()
	keys(user(["+@all", "-@dangerous", "allcommands"])) == {"odoo"}
	keys(cache({"users": [{"name": "admin", "enabled": true, "pointer": "/u", "commands": ["+@all"]}]})) == set()
	keys(cache({"users": [{"name": "odoo", "enabled": false, "pointer": "/u", "commands": ["+@all"]}]})) == set()
}

password := {"requirepass": [{"pointer": "/r"}]}

renamed(names) := {"rename-command": [{"value": sprintf("%s \"\"", [name])} | some name in names]}

test_one_password_for_all_commands if {
	keys(cache({"directives": password})) == {"requirepass"}
	keys(cache({})) == set()
	keys(cache({"directives": object.union(password, {"aclfile": []})})) == set()
	keys(cache({"directives": password, "users": [{"name": "odoo", "enabled": true, "commands": ["+@read"]}]})) == set()
	keys(cache({"directives": object.union(password, renamed(["flushall", "FLUSHDB", "CONFIG"]))})) == {"requirepass"}
	keys(cache({"directives": object.union(password, renamed(["flushall", "FLUSHDB", "CONFIG", " debug"]))})) == set()
}

test_what_it_looks_at if {
	red_06.applicable with input as cache({"directives": password}) with data.parameters.cacheAdministrators as ["admin"]
	red_06.applicable with input as user([]) with data.parameters.cacheAdministrators as ["admin"]
	not red_06.applicable with input as cache({}) with data.parameters.cacheAdministrators as ["admin"]
}
