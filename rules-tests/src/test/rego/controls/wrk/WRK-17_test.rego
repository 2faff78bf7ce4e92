package bulkhead.controls.wrk_17_test

import rego.v1

import data.bulkhead.controls.wrk_17

pod(more) := {"kind": "Workload", "meta": {"name": "cron", "resourceKind": "Deployment"}, "pod": object.union({"pointer": "/p"}, more)}

observed(more) := out if {
	out := {v.observed | some v in wrk_17.violation} with input as pod(more) with data.parameters.jobGraceSeconds as 60
}

test_as_long_as_is_asked_for if {
	observed({"terminationGracePeriodSeconds": 60}) == set()
	observed({"terminationGracePeriodSeconds": 59}) == {"terminationGracePeriodSeconds: 59"}
	observed({}) == {"terminationGracePeriodSeconds is not set (30)"}
	count(wrk_17.violation) == 0 with input as pod({}) with data.parameters.jobGraceSeconds as 30
	count(wrk_17.violation) == 1 with input as pod({}) with data.parameters.jobGraceSeconds as 31
}
