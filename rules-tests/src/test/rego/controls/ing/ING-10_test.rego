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

one(subject, end, authority) := {
	"subject": subject,
	"dnsNames": [],
	"authority": authority,
	"notAfter": end,
	"pointer": sprintf("/%s", [subject]),
}

in_files(certificates) := {"kind": "Configuration", "type": "certificate", "meta": {"name": "f"}, "content": {"certificates": certificates}}

said(certificates) := out if {
	out := {v.message | some v in ing_10.violation} with input as in_files(certificates)
		with data.platform.now as "2026-06-01T00:00:00Z"
		with data.parameters as {"certificateDays": 14}
}

test_a_certificate_in_a_file_may_have_as_many_days_left_as_are_asked_for if {
	said([one("a", "2026-06-15T00:00:00Z", false)]) == set()
	said([one("a", "2026-06-14T23:59:59Z", false)]) == {"Certificate of a ends in 13 days"}
}

test_a_certificate_ends_with_its_last_second if {
	said([one("a", "2026-06-01T00:00:00Z", false)]) == {"Certificate of a ended on 2026-06-01"}
	said([one("a", "2026-06-01T00:00:01Z", false)]) == {"Certificate of a ends in 0 days"}
}

test_two_authorities_are_a_bundle if {
	certificates := [one("a", "2027-06-01T00:00:00Z", true), one("b", "2026-01-01T00:00:00Z", true)]
	said(certificates) == {"Of the 2 certificates in f the one of b ended on 2026-01-01"}
	said([certificates[1]]) == {"Certificate of b ended on 2026-01-01"}
}
