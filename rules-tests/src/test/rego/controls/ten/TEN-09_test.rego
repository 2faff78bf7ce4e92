package bulkhead.controls.ten_09_test

import rego.v1

import data.bulkhead.controls.ten_09

words := {
	"NetworkPolicy": "network policy",
	"Quota": "resource quota",
	"LimitRange": "limit range",
	"DisruptionBudget": "disruption budget",
	"BackupPlan": "backup plan",
	"Monitor": "monitor",
	"AlertRule": "alert rule",
	"SecretSync": "external secret",
}

own := {"kind": "Tenant", "id": "d", "tier": "dedicated"}

platform(scope, kind, holders) := {
	"scope": scope,
	"tenants": {"a": {"tier": "shared"}, "b": {"tier": "shared"}, "d": {"tier": "dedicated"}},
	"kinds": {kind: {tenant: {"tenant": tenant} | some tenant in holders}},
}

judged(scope, kind, holders) := out if {
	out := [{v.message | some v in ten_09.violation}, ten_09.unknown] with input as own with data.platform as platform(scope, kind, holders)
}

test_what_each_shared_tenant_has_a_dedicated_one_has if {
	every kind, word in words {
		judged("complete", kind, ["a", "b"]) == [
			{sprintf("tenant d has no %s, and each of the 2 shared tenants has one", [word])},
			{sprintf("this input does not show a %s of tenant d; that may be elsewhere", [word])},
		]
		judged("partial", kind, ["a", "b"]) == [set(), {sprintf("this input does not show a %s of tenant d; that may be elsewhere", [word])}]
		judged("complete", kind, ["a", "b", "d"]) == [set(), set()]
		judged("complete", kind, ["a"]) == [set(), set()]
	}
	object.keys(words) == object.keys(ten_09.baseline_kinds)
	judged("complete", "Route", ["a", "b"]) == [set(), set()]
}
