package bulkhead.controls.bak_07_test

import rego.v1

import data.bulkhead.controls.bak_07

plan(copies) := {"kind": "Resource", "tenant": "a", "meta": {"name": "p"}, "object": {"apiVersion": "bulkhead.dev/v1", "kind": "BackupPlan", "spec": {"covers": ["database"], "copies": copies}}}

judged(plans) := out if {
	out := [{[v.key, v.observed] | some v in bak_07.violation}, count(bak_07.unknown)] with input as {"kind": "Tenant", "id": "a"}
		with data.platform as {"tenants": {"a": {}}, "kinds": {"Resource": plans}}
}

test_two_places_by_region_or_account if {
	judged({"x": plan([{"region": "eu"}, {"region": "us"}])}) == [set(), 0]
	judged({"x": plan([{"account": "1"}, {"account": "2"}])}) == [set(), 0]
	judged({"x": plan([{"region": "eu", "account": "1"}, {"region": "eu", "account": "2"}])}) == [set(), 0]
	judged({"x": plan([{"region": "eu"}, {"region": "eu"}])}) == [{["x", "p: every copy in eu"]}, 0]
	judged({"x": plan([{"account": "1"}, {"bucket": "b"}])}) == [{["x", "p: every copy in 1"]}, 0]
	judged({"x": plan([{"bucket": "b"}])}) == [set(), 1]
}

test_one_plan_that_is_apart_is_enough if {
	judged({"x": plan([{"region": "eu"}]), "y": plan([{"region": "eu"}, {"region": "us"}])}) == [set(), 0]
	judged({"x": plan([{"bucket": "b"}]), "y": plan([{"region": "eu"}, {"region": "us"}])}) == [set(), 0]
	judged({}) == [set(), 1]
}
