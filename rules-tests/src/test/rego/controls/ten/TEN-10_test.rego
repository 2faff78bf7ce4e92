package bulkhead.controls.ten_10_test

import rego.v1

import data.bulkhead.controls.ten_10

tenant(band) := {"kind": "Tenant", "id": "a", "workloadBand": band}

workload(name, kind, more) := object.union({"kind": "Workload", "tenant": "a", "meta": {"id": name, "name": name, "resourceKind": kind}, "pod": {"pointer": "/p", "nodeSelector": {"pool": "a"}, "containers": [{"name": "c", "role": "CONTAINER", "pointer": "/c", "requests": {"cpu": "1", "memory": "1"}}]}}, more)

web := workload("web", "Deployment", {})

jobs := workload("cron", "Deployment", {})

platform(scope, workloads, quotas) := {"scope": scope, "kinds": {"Workload": {one.meta.id: one | some one in workloads}, "Quota": quotas}}

keys(band, workloads) := out if {
	out := {v.key | some v in ten_10.violation} with input as tenant(band) with data.platform as platform("complete", workloads, {})
}

test_the_low_band_has_a_quota if {
	keys("low", [web]) == {"quota"}
	count(ten_10.violation) == 0 with input as tenant("low") with data.platform as platform("complete", [web], {"q": {"tenant": "a"}})
	count(ten_10.violation) == 1 with input as tenant("low") with data.platform as platform("complete", [web], {"q": {"tenant": "b"}})
	count(ten_10.violation) == 0 with input as tenant("low") with data.platform as platform("partial", [web], {})
}

unreserved(role) := {"pod": {"containers": [{"name": "c", "role": role, "pointer": "/c", "requests": {"cpu": "1"}}]}}

test_higher_bands_reserve_what_they_use if {
	every band in ["medium", "high"] {
		keys(band, [jobs, web]) == set()
		keys(band, [jobs, workload("web", "Deployment", unreserved("CONTAINER"))]) == {"web c memory"}
		keys(band, [jobs, workload("web", "StatefulSet", unreserved("CONTAINER"))]) == {"web c memory"}
		keys(band, [jobs, workload("web", "DaemonSet", unreserved("CONTAINER"))]) == set()
		keys(band, [jobs, workload("web", "Deployment", unreserved("INIT"))]) == set()
		keys(band, [jobs, workload("web", "Deployment", object.union(unreserved("CONTAINER"), {"owned": true}))]) == set()
		keys(band, [jobs, workload("web", "Deployment", object.union(unreserved("CONTAINER"), {"tenant": "b"}))]) == set()
	}
	keys("low", [jobs, workload("web", "Deployment", unreserved("CONTAINER"))]) == {"quota"}
}

test_the_high_band_has_nodes_of_its_own if {
	bare := object.union(object.remove(web, ["pod"]), {"pod": {"pointer": "/p", "nodeSelector": {}, "containers": []}})
	keys("high", [jobs, bare]) == {"web nodes"}
	keys("medium", [jobs, bare]) == set()
	keys("high", [jobs, object.union(bare, {"pod": {"nodeAffinity": true}})]) == set()
	keys("high", [jobs, object.union(bare, {"meta": {"resourceKind": "StatefulSet"}})]) == {"web nodes"}
	keys("high", [jobs, object.union(bare, {"meta": {"resourceKind": "Job"}})]) == set()
}

test_the_high_band_has_a_place_for_jobs if {
	keys("high", [web]) == {"jobs"}
	keys("medium", [web]) == set()
	keys("high", []) == set()
	every other in [workload("queue-job", "Deployment", {}), workload("x", "CronJob", {}), workload("x", "Job", {})] {
		keys("high", [web, other]) == set()
	}
	count(ten_10.violation) == 0 with input as tenant("high") with data.platform as platform("partial", [web], {})
}

asked(scope, workloads) := out if {
	out := count(ten_10.unknown) with input as tenant("low") with data.platform as platform(scope, workloads, {})
}

test_what_is_asked_for if {
	asked("partial", []) == 1
	asked("partial", [web]) == 0
	asked("complete", []) == 0
}

test_bands if {
	every band in ["low", "medium", "high"] {
		ten_10.applicable with input as tenant(band)
	}
	not ten_10.applicable with input as tenant("none")
}
