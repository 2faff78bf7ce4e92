package bulkhead.controls.iso_12_test

import rego.v1

import data.bulkhead.controls.iso_12

test_the_longer_rule_comes_first_unless_a_priority_is_written if {
	iso_12.priority({"match": "Host(`a`)"}) == 9
	iso_12.priority({"match": "Host(`a`)", "priority": 0}) == 9
	iso_12.priority({"match": "Host(`a`)", "priority": 1}) == 1
	iso_12.priority({"match": "Host(`a`)", "priority": 100}) == 100
}

paths(values) := {"paths": [{"value": value} | some value in values]}

test_rules_meet_where_one_path_is_below_the_other if {
	iso_12.meet(paths([]), paths(["/a"]))
	iso_12.meet(paths(["/a"]), paths([]))
	iso_12.meet(paths(["/a/b"]), paths(["/a"]))
	iso_12.meet(paths(["/a"]), paths(["/a/b"]))
	not iso_12.meet(paths(["/a"]), paths(["/b"]))
}

test_patterns_that_cover_a_host if {
	iso_12.patterns("a.b.c") == {"a.b.c", "*.b.c", "*.c"}
	iso_12.patterns("a") == {"a"}
}

route(tenant, rule) := {"kind": "Route", "tenant": tenant, "meta": {"id": tenant, "name": tenant, "namespace": tenant, "resourceKind": "IngressRoute", "apiVersion": "traefik.io/v1alpha1"}, "rules": [object.union({"pointer": "/r", "paths": [], "hosts": [], "backends": []}, rule)]}

takes(own, other) := out if {
	out := {v.key | some v in iso_12.violation} with input as route("a", own)
		with data.platform as {"tenants": {}, "facts": {"hostConflicts": {}}, "namespaces": {}, "kinds": {"Route": {"a": route("a", own), "b": route("b", other)}}}
}

expression := {"hostRegexps": [`^.+\.shop$`], "match": "HostRegexp(`^.+.shop$`)"}

named := {"hosts": ["b.shop"], "match": "Host(`b.shop`)"}

test_an_expression_of_higher_priority_takes_the_requests if {
	takes(expression, named) == {"/r takes from b"}
	takes(expression, object.union(named, {"hosts": ["b.other"]})) == set()
	takes(expression, object.union(named, {"priority": 100})) == set()
	takes(object.union(expression, {"priority": 14}), named) == set()
	takes(object.union(expression, {"priority": 15}), named) == {"/r takes from b"}
	takes(expression, object.remove(named, ["match"])) == set()
	takes(object.union(expression, paths(["/x"])), object.union(named, paths(["/y"]))) == set()
}
