package bulkhead.controls.adm_06_test

import rego.v1

import data.bulkhead.controls.adm_06

judged(version, day) := out if {
	out := [count(adm_06.violation), count(adm_06.unknown)] with data.platform as {"kubernetesVersion": version, "now": sprintf("%sT10:00:00Z", [day])}
		with data.parameters as {"kubernetesSupport": {"1.33": "2026-06-28", "1.34": "2026-10-27"}}
}

# One unknown is the calendar that nobody attests.
test_a_minor_version_has_support_to_its_last_day if {
	judged("1.33", "2026-06-28") == [0, 1]
	judged("1.33", "2026-06-29") == [1, 1]
	judged("v1.34.2", "2026-06-29") == [0, 1]
}

test_what_is_older_than_the_list_has_ended_and_what_is_newer_is_not_known if {
	judged("1.32", "2026-01-01") == [1, 1]
	judged("1.35", "2026-01-01") == [0, 2]
	judged("soon", "2026-01-01") == [0, 2]
}
