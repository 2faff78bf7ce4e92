package bulkhead.lib.tenancy_test

import rego.v1

import data.bulkhead.lib.tenancy

test_isolation_as_the_tier_declares_it_else_by_its_name if {
	tenancy.isolation({"tier": "gold"}) == "dedicated" with data.platform.tiers as {"gold": {"isolation": "dedicated"}}
	tenancy.isolation({"tier": "shared"}) == "shared" with data.platform.tiers as {"gold": {"isolation": "dedicated"}}
}

test_what_a_tenant_owns if {
	kinds := {"Route": {"r": {"tenant": "a"}}, "Cache": {"c": {"tenant": "b"}, "d": {}}}
	tenancy.owns("a", "Route") with data.platform.kinds as kinds
	not tenancy.owns("a", "Cache") with data.platform.kinds as kinds
	tenancy.owned == {"a": {"Route"}, "b": {"Cache"}} with data.platform.kinds as kinds
}
