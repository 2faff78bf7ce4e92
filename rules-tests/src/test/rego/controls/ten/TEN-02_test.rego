package bulkhead.controls.ten_02_test

import rego.v1

import data.bulkhead.controls.ten_02

words := {
	"Namespace": "namespace",
	"DatabaseServer": "database server",
	"HostBasedAuthentication": "client authentication of a database",
	"ConnectionPooler": "connection pooler",
	"Cache": "cache",
	"OdooInstance": "Odoo instance",
	"Route": "route",
	"EdgeProxy": "edge proxy",
}

entity(kind, owner) := {"kind": kind, "meta": {"name": "x"}, "owner": object.union({"because": "nothing says whose it is"}, owner)}

told(kind, owner) := out if {
	out := {[v.message, v.severity, v.path] | some v in ten_02.violation} with input as entity(kind, owner) with data.platform.declared as true
}

weights := {"Namespace": ["high", "/metadata/name"]}

test_what_belongs_to_nobody if {
	every kind, word in words {
		[severity, path] := object.get(weights, kind, ["medium", ""])
		told(kind, {}) == {[sprintf("%s x belongs to no tenant and to no shared service", [word]), severity, path]}
		told(kind, {"tenant": "a"}) == set()
		told(kind, {"shared": true}) == set()
	}
	object.keys(words) == object.keys(ten_02.names)
}

test_without_a_declared_platform_owners_are_inferred if {
	count(ten_02.violation) == 0 with input as entity("Route", {}) with data.platform.declared as false
	count(ten_02.unknown) == 1 with input as entity("Route", {})
	count(ten_02.unknown) == 1 with input as entity("Route", {"tenant": "a"})
	count(ten_02.unknown) == 0 with input as entity("Route", {"tenant": "a"}) with data.platform.declared as true
	count(ten_02.unknown) == 0 with input as entity("Route", {"shared": true})
}

test_what_lies_in_a_namespace_is_judged_there if {
	ten_02.applicable with input as entity("Route", {})
	not ten_02.applicable with input as object.union(entity("Route", {}), {"meta": {"namespace": "n"}})
	ten_02.applicable with input as object.union(entity("Namespace", {}), {"meta": {"namespace": "n"}})
}
