package bulkhead.controls.ing_10_test

import rego.v1

import data.bulkhead.controls.ing_10

certificate(spec, days) := {
	"meta": {"apiVersion": "cert-manager.io/v1", "resourceKind": "Certificate", "name": "c"},
	"object": {"spec": spec, "status": {"notAfter": sprintf("2026-06-%02dT00:00:00Z", [days])}},
}

keys(spec, day) := out if {
	out := {v.key | some v in ing_10.violation} with input as certificate(spec, day)
		with data.platform.now as "2026-06-01T00:00:00Z"
		with data.parameters as {"certificateDays": 14}
}

test_a_certificate_may_have_as_many_days_left_as_are_asked_for if {
	keys({}, 15) == set()
	keys({}, 14) == {"end"}
}

test_renewal_as_many_days_before_as_are_asked_for if {
	keys({"renewBefore": "336h"}, 20) == set()
	keys({"renewBefore": "335h"}, 20) == {"renewBefore"}
}

test_what_lives_no_longer_than_twice_that_may_be_renewed_later if {
	keys({"renewBefore": "24h", "duration": "672h"}, 20) == set()
	keys({"renewBefore": "24h", "duration": "673h"}, 20) == {"renewBefore"}
}

# cert-manager makes certificates of 90 days where no duration is given.
test_a_certificate_lives_90_days_where_nothing_is_said if {
	count(ing_10.violation) == 1 with input as certificate({"renewBefore": "24h"}, 30)
		with data.platform.now as "2026-05-01T00:00:00Z"
		with data.parameters as {"certificateDays": 44}
	count(ing_10.violation) == 0 with input as certificate({"renewBefore": "24h"}, 30)
		with data.platform.now as "2026-04-01T00:00:00Z"
		with data.parameters as {"certificateDays": 45}
}
