package bulkhead.controls.odo_12_test

import rego.v1

import data.bulkhead.controls.odo_12

test_versions_are_told_by_tags if {
	odo_12.major("17") == 17
	odo_12.major("17.0") == 17
	odo_12.major("v18") == 18
	odo_12.major("saas-17.4") == 17
	odo_12.major("saas~18") == 18
	odo_12.major("17.0-20260101") == 17
	not odo_12.major("latest")
}

server(tag) := {
	"kind": "Workload",
	"meta": {"name": "web", "resourceKind": "Deployment"},
	"pod": {"containers": [{"name": "odoo", "role": "CONTAINER", "pointer": "/c", "image": {"reference": tag, "registry": "docker.io", "repository": "library/odoo", "tag": tag}}]},
}

found(tag) := out if {
	out := odo_12.violation with input as server(tag) with data.parameters as {"oldestOdooVersion": 17}
}

test_the_oldest_version_itself_has_support if {
	count(found("17.0")) == 0
	count(found("16.0")) == 1
}

# Odoo was called OpenERP before version 8: a lower number is a version of something else.
test_numbers_below_8_are_no_versions_of_odoo if {
	count(found("8.0")) == 1
	count(found("7.0")) == 0
	count(odo_12.unknown) == 1 with input as server("7.0")
	count(odo_12.unknown) == 0 with input as server("8.0")
}

test_what_is_known_of_support_holds_on_its_last_day if {
	until := {"odooVersionsUntil": "2026-06-01"}
	count(odo_12.unknown) == 0 with input as server("17.0") with data.parameters as until with data.platform.now as "2026-06-01T10:00:00Z"
	count(odo_12.unknown) == 1 with input as server("17.0") with data.parameters as until with data.platform.now as "2026-06-02T10:00:00Z"
}
