package bulkhead.controls.bak_05_test

import rego.v1

import data.bulkhead.controls.bak_05

plan(spec) := {"kind": "Resource", "tenant": "a", "meta": {"name": "p"}, "object": {"apiVersion": "bulkhead.dev/v1", "kind": "BackupPlan", "spec": object.union({"copies": [{"bucket": "b"}]}, spec)}}

lock(days, mode) := {"type": "bucket-object-lock", "meta": {"name": "b/lock.json"}, "content": {"ObjectLockConfiguration": {"Rule": {"DefaultRetention": {"Days": days, "Mode": mode}}}}}

judged(spec, files) := out if {
	out := [{v.key | some v in bak_05.violation}, count(bak_05.unknown)] with input as {"kind": "Tenant", "id": "a"}
		with data.platform as {"tenants": {"a": {}}, "kinds": {"Resource": {"x": plan(spec)}, "Configuration": files}}
		with data.parameters.backup_immutable as "7d"
}

test_as_long_as_is_asked_for if {
	judged({"immutable": "7d"}, {}) == [set(), 0]
	judged({"immutable": "167h"}, {}) == [{"x"}, 0]
	judged({"immutable": "0s"}, {}) == [{"x"}, 0]
	judged({"immutable": "soon"}, {}) == [set(), 1]
	judged({}, {}) == [set(), 1]
}

test_else_as_long_as_the_bucket_holds if {
	judged({}, {"l": lock(7, "COMPLIANCE")}) == [set(), 0]
	judged({}, {"l": lock(6, "COMPLIANCE")}) == [{"x"}, 0]
	judged({}, {"l": lock(7, "GOVERNANCE")}) == [{"mode x"}, 0]
	judged({}, {"l": lock(6, "GOVERNANCE")}) == [{"x"}, 0]
	judged({"immutable": "1d"}, {"l": lock(7, "COMPLIANCE")}) == [{"x"}, 0]
	judged({"immutable": "7d"}, {"l": lock(7, "GOVERNANCE")}) == [set(), 0]
}

test_a_tenant_without_plan_is_asked_for_one if {
	count(bak_05.unknown) == 1 with input as {"kind": "Tenant", "id": "b"} with data.platform as {"tenants": {}, "kinds": {}} with data.parameters.backup_immutable as "7d"
}
