package bulkhead.controls.iso_13_test

import rego.v1

import data.bulkhead.controls.iso_13

limits := {
	"cpu": ["requests.cpu", "cpu", "limits.cpu"],
	"memory": ["requests.memory", "memory", "limits.memory"],
	"pods": ["pods", "count/pods"],
	"storage": ["requests.storage", "persistentvolumeclaims"],
}

limited(hard) := out if {
	out := iso_13.limited with input.meta.name as "n" with data.platform.namespaces as {"n": {"Quota": {"q": {"hard": hard}}}}
}

test_keys_that_limit_each_resource if {
	every resource, keys in limits {
		every key in keys {
			limited({key: "1"}) == {resource}
		}
	}
	limited({"services": "1", "requests.cpu": "1", "pods": "1"}) == {"cpu", "pods"}
}

severity(platform) := out if {
	out := iso_13.severity with data.platform as platform
}

test_what_is_observed_and_how_much_it_weighs if {
	iso_13.observed(set()) == "no quota"
	iso_13.observed({"pods", "cpu"}) == "a quota for cpu, pods"
	iso_13.observed({"cpu"}) == "a quota for cpu"
	severity({"scope": "complete"}) == "high"
	severity({"scope": "partial", "declared": true}) == "medium"
	severity({"scope": "partial", "kinds": {}}) == "low"
}
