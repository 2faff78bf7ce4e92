package bulkhead.controls.red_09_test

import rego.v1

import data.bulkhead.controls.red_09

test_versions_are_told_by_tags if {
	red_09.version("7") == "7"
	red_09.version("v7.4") == "7.4"
	red_09.version("8.0.2-alpine") == "8.0"
	not red_09.version("latest")
}

test_versions_are_compared_by_major_and_minor if {
	red_09.number("7.2") < red_09.number("7.10")
	red_09.number("6.99") < red_09.number("7.0")
	red_09.number("7.4") == 704
}

test_a_major_version_alone_is_its_newest if {
	red_09.number("7") == 799
	red_09.number("7") < red_09.number("8.0")
}

server(tag) := {
	"kind": "Workload",
	"meta": {"name": "cache", "resourceKind": "Deployment"},
	"pod": {"containers": [{"name": "redis", "role": "CONTAINER", "pointer": "/c", "image": {"reference": tag, "registry": "docker.io", "repository": "library/redis", "tag": tag}}]},
}

found(tag, oldest) := out if {
	out := red_09.violation with input as server(tag) with data.parameters as {"oldestRedisVersion": oldest}
}

test_the_oldest_version_itself_has_support if {
	count(found("7.2", "7.2")) == 0
	count(found("7.1", "7.2")) == 1
	count(found("7", "7.2")) == 0
}

test_what_is_known_of_support_holds_on_its_last_day if {
	until := {"redisVersionsUntil": "2026-06-01"}
	count(red_09.unknown) == 0 with input as server("7") with data.parameters as until with data.platform.now as "2026-06-01T10:00:00Z"
	count(red_09.unknown) == 1 with input as server("7") with data.parameters as until with data.platform.now as "2026-06-02T10:00:00Z"
}

of(name, role) := {"kind": "Workload", "pod": {"containers": [{"name": "c", "role": role, "image": {"repository": sprintf("x/%s", [name])}}]}}

test_images_and_the_parameter_that_holds_their_oldest_version if {
	red_09.parameter({"image": {"repository": "library/redis"}}) == "oldestRedisVersion"
	red_09.parameter({"image": {"repository": "redis/redis-stack-server"}}) == "oldestRedisVersion"
	red_09.parameter({"image": {"repository": "valkey/valkey"}}) == "oldestValkeyVersion"
	every role in ["CONTAINER", "SIDECAR"] {
		count(red_09.servers) == 1 with input as of("redis", role)
		count(red_09.servers) == 0 with input as of("odoo", role)
	}
	count(red_09.servers) == 0 with input as of("redis", "INIT")
}
