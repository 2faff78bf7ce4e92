package bulkhead.controls.iso_07_test

import rego.v1

import data.bulkhead.controls.iso_07

tenants := {"a": {"owns": {"roles": ["a_*"], "databases": ["a_*"]}}, "b": {"owns": {"roles": ["b_*"], "databases": ["b_*"]}}}

line(more) := object.union({"type": "hostssl", "method": "scram-sha-256", "address": "10.0.0.0/8", "databases": ["a_prod"], "users": ["a_odoo"], "pointer": "/l"}, more)

found(lines) := out if {
	out := {[v.key, object.get(v, "from", ""), object.get(v, "to", ""), v.observed] | some v in iso_07.violation} with input as {"meta": {"name": "pg_hba.conf"}, "lines": lines} with data.platform.tenants as tenants
}

test_who_is_let_in_where if {
	found([line({})]) == set()
	found([line({"databases": ["all"], "users": ["all"]})]) == {["hostssl all all 10.0.0.0/8", "", "", "database all, user all"]}
	found([line({"databases": ["all"]})]) == {["a 10.0.0.0/8", "a", "*", "database all, user a_odoo"]}
	found([line({"users": ["b_odoo", "b_ro"]})]) == {["b a_prod", "b", "a", "database a_prod, user b_odoo,b_ro"]}
	found([line({"databases": ["postgres"], "users": ["b_odoo"]})]) == set()
	found([line({"users": ["all"]})]) == set()
}

test_lines_that_let_nobody_in_from_elsewhere if {
	every more in [{"method": "reject"}, {"type": "local"}, {"address": "127.0.0.1/32"}, {"address": "::1/128"}] {
		found([line(object.union({"databases": ["all"], "users": ["all"]}, more))]) == set()
		found([line(object.union({"databases": ["all"]}, more))]) == set()
		found([line(object.union({"users": ["b_odoo"]}, more))]) == set()
	}
}

asked(lines) := out if {
	out := count(iso_07.unknown) with input as {"lines": lines}
}

test_grants_are_asked_for_where_there_are_lines if {
	asked([line({})]) == 1
	asked([]) == 0
}
