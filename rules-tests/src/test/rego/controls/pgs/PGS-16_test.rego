package bulkhead.controls.pgs_16_test

import rego.v1

import data.bulkhead.controls.pgs_16

container(repository, tag) := {"name": "db", "role": "CONTAINER", "pointer": "/c", "image": {"reference": tag, "registry": "docker.io", "repository": repository, "tag": tag}}

test_versions_are_told_by_tags_and_names if {
	pgs_16.major(container("library/postgres", "16")) == 16
	pgs_16.major(container("library/postgres", "9.6.24")) == 9
	pgs_16.major(container("library/postgres", "16-alpine")) == 16
	pgs_16.major(container("bitnami/postgresql", "17_beta")) == 17
	pgs_16.major(container("pgvector/pgvector", "0.8.0-pg16")) == 16
	pgs_16.major(container("zalando/spilo-17", "4.0-p2")) == 17
	not pgs_16.major(container("library/postgres", "latest"))
}

test_tags_of_extensions_number_something_else if {
	every name in ["pgvector", "timescaledb", "timescaledb-ha", "spilo", "patroni"] {
		not pgs_16.major(container(name, "2.1"))
	}
}

server(tag) := {
	"kind": "Workload",
	"meta": {"name": "db", "resourceKind": "StatefulSet"},
	"pod": {"containers": [container("library/postgres", tag)]},
}

test_the_oldest_version_itself_has_support if {
	count(pgs_16.violation) == 0 with input as server("14") with data.parameters as {"oldestPostgresVersion": 14}
	count(pgs_16.violation) == 1 with input as server("13") with data.parameters as {"oldestPostgresVersion": 14}
}

test_what_is_known_of_support_holds_on_its_last_day if {
	until := {"postgresVersionsUntil": "2026-06-01"}
	count(pgs_16.unknown) == 0 with input as server("17") with data.parameters as until with data.platform.now as "2026-06-01T10:00:00Z"
	count(pgs_16.unknown) == 1 with input as server("17") with data.parameters as until with data.platform.now as "2026-06-02T10:00:00Z"
}

test_version_0_is_none if {
	not pgs_16.numbered(container("library/postgres", "0.1"))
	pgs_16.numbered(container("library/postgres", "1"))
}
