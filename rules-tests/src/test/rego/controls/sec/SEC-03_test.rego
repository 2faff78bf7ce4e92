package bulkhead.controls.sec_03_test

import rego.v1

import data.bulkhead.controls.sec_03

secret(day) := {"kind": "Secret", "meta": {"name": "s", "resourceKind": "Secret", "apiVersion": "v1", "annotations": {"bulkhead.dev/rotated": day}}}

found(day) := out if {
	out := [count(sec_03.violation), count(sec_03.unknown)] with input as secret(day)
		with data.platform.now as "2026-06-11T00:00:00Z"
		with data.parameters as {"rotationDays": 10}
}

test_a_secret_may_be_as_old_as_is_allowed if {
	found("2026-06-01") == [0, 0]
	found("2026-05-31") == [1, 0]
	found("2026-05-31T12:00:00Z") == [1, 0]
}

test_what_is_no_date_is_said if {
	found("yesterday") == [0, 1]
}
