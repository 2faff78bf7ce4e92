package bulkhead.controls.iso_08_test

import rego.v1

import data.bulkhead.controls.iso_08

cache(more) := object.union({"kind": "Cache", "meta": {"name": "redis", "id": "c"}, "users": [], "directives": {}, "owner": {"shared": true}}, more)

keys(more) := out if {
	out := {v.key | some v in iso_08.violation} with input as cache(more)
		with data.platform.tenants as {"a": {}, "b": {}}
		with data.parameters.cacheAdministrators as ["admin"]
}

user(pattern) := {"users": [{"name": "odoo", "enabled": true, "pointer": "/u", "keyPatterns": [pattern]}]}

test_patterns_that_reach_every_key if {
	every pattern in ["*", "~*", "allkeys", "%RW~*"] {
		keys(user(pattern)) == {"odoo"}
	}
	keys(user("~a:*")) == set()
	keys({"users": [{"name": "odoo", "enabled": false, "pointer": "/u", "keyPatterns": ["*"]}]}) == set()
	keys({"users": [{"name": "admin", "enabled": true, "pointer": "/u", "keyPatterns": ["*"]}]}) == set()
}

password := {"requirepass": [{"pointer": "/r"}]}

test_one_password_for_all if {
	keys({"directives": password}) == {"requirepass"}
	keys(object.union(user("~a:*"), {"directives": password})) == set()
	keys({"directives": object.union(password, {"aclfile": []})}) == set()
}

test_nobody_is_asked if {
	keys({}) == {"nobody"}
	keys({"directives": {"aclfile": []}}) == set()
	keys({"directives": {"include": []}}) == set()
	keys({"owner": {"shared": false}}) == set()
	keys({"tenant": "a"}) == set()
}

asked(more) := out if {
	out := count(iso_08.unknown) with input as cache(more)
		with data.platform.tenants as {"a": {}, "b": {}}
		with data.platform.kinds.Cache as {}
}

test_what_is_asked_for if {
	asked({}) == 0
	asked({"owner": {"shared": false}}) == 1
	asked({"owner": {"shared": false}, "tenant": "a"}) == 0
	asked({"directives": {"include": []}}) == 1
	asked({"directives": {"include": []}, "tenant": "a"}) == 0
	asked({"directives": object.union(password, {"include": []})}) == 0
	asked(object.union(user("~a:*"), {"directives": {"include": []}})) == 0
	asked({"directives": {"aclfile": []}}) == 1
	asked(object.union(user("~a:*"), {"directives": {"aclfile": []}})) == 0
}

test_users_of_another_file_may_be_these if {
	count(iso_08.unknown) == 0 with input as cache({"directives": {"aclfile": []}})
		with data.platform.tenants as {"a": {}, "b": {}}
		with data.platform.kinds.Cache as {"u": {"users": [{"name": "odoo"}]}}
}
