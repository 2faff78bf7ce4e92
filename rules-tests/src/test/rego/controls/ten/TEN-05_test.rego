package bulkhead.controls.ten_05_test

import rego.v1

import data.bulkhead.controls.ten_05

own := {"kind": "Tenant", "id": "a", "tier": "hybrid"}

kinds := {"database": "DatabaseServer", "application": "Workload", "cache": "Cache", "namespace": "Namespace"}

judged(scope, part, kind, tenant) := out if {
	out := [{[v.key, v.path] | some v in ten_05.violation}, count(ten_05.unknown)] with input as own
		with data.platform as {"scope": scope, "tiers": {}, "kinds": {kind: {"x": {"tenant": tenant}}}}
		with data.parameters.dedicatedParts as [part]
}

test_each_part_by_what_the_tenant_owns if {
	every part, kind in kinds {
		judged("complete", part, kind, "a") == [set(), 0]
		judged("complete", part, kind, "b") == [{[part, ""]}, 1]
		judged("partial", part, kind, "b") == [set(), 1]
		judged("complete", part, "Route", "a") == [{[part, ""]}, 1]
	}
	judged("complete", "mail", "Cache", "a") == [{["mail", "/tier"]}, 0]
}

test_what_it_looks_at if {
	ten_05.applicable with input as own with data.platform.tiers as {}
	not ten_05.applicable with input as object.union(own, {"tier": "shared"}) with data.platform.tiers as {}
}
