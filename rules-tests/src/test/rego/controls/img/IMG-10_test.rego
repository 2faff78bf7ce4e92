package bulkhead.controls.img_10_test

import rego.v1

import data.bulkhead.controls.img_10

container(tag) := {"name": "c", "role": "CONTAINER", "pointer": "/c", "image": {"reference": sprintf("odoo:%s", [tag]), "tag": tag}}

pod(tag) := {"kind": "Workload", "tenant": "a", "meta": {"name": "w", "resourceKind": "Deployment"}, "pod": {"containers": [container(tag)]}}

judged(tag) := out if {
	out := [count(img_10.violation), count(img_10.unknown)] with input as pod(tag)
		with data.platform as {"now": "2026-06-11T00:00:00Z", "kinds": {}}
		with data.parameters as {"imageMaxAgeDays": 10}
}

test_an_image_may_be_as_old_as_is_allowed if {
	judged("17.0-20260601") == [0, 0]
	judged("17.0-20260531") == [1, 0]
	judged("20260601-20250101") == [0, 0]
	judged("latest") == [0, 1]
	judged("17.0-20269901") == [0, 1]
}

test_dates_in_tags if {
	img_10.created(container("17.0-20251130")) == "2025-11-30T00:00:00Z" with input as {} with data.platform.kinds as {}
}
