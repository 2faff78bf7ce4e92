package bulkhead.lib.postgres_test

import rego.v1

import data.bulkhead.lib.postgres

server(settings) := {"settings": {name: {"value": value, "pointer": sprintf("/%s", [name])} | some name, value in settings}}

of(operator) := object.union(server({}), {"operator": operator})

test_what_is_written_and_where if {
	postgres.value("ssl") == "on" with input as server({"ssl": "on"})
	postgres.pointer("ssl") == "/ssl" with input as server({"ssl": "on"})
	postgres.observed("ssl", "off") == "ssl = on" with input as server({"ssl": "on"})
	postgres.observed("ssl", "off") == "ssl is not set (off)" with input as server({})
}

test_where_each_operator_takes_settings if {
	postgres.pointer("ssl") == "/spec/postgresql/parameters" with input as of("cloudnative-pg")
	postgres.pointer("ssl") == "/spec/postgresql/parameters" with input as of("zalando")
	postgres.pointer("ssl") == "/postgresql/parameters" with input as of("patroni")
	postgres.pointer("ssl") == "/spec/config/parameters" with input as of("crunchy")
	postgres.pointer("ssl") == "" with input as of("container")
	postgres.pointer("ssl") == "" with input as server({})
}

test_patroni_keeps_what_holds_for_all_members_apart if {
	found := {"settings": {"port": {"value": "1", "pointer": "/bootstrap/dcs/postgresql/parameters/port"}}}
	postgres.pointer("ssl") == "/bootstrap/dcs/postgresql/parameters" with input as object.union(found, {"operator": "patroni"})
	postgres.pointer("ssl") == "" with input as found
}

test_included_files_may_set_what_is_not_here if {
	every include in ["include", "include_dir", "include_if_exists"] {
		postgres.may_be_elsewhere("ssl") with input as server({include: "f"})
	}
	not postgres.may_be_elsewhere("ssl") with input as server({"include": "f", "ssl": "on"})
	not postgres.may_be_elsewhere("ssl") with input as server({"port": "1"})
}

test_what_switches_a_setting_on if {
	every value in ["on", "yes", "receipt"] {
		postgres.on("s") with input as server({"s": value})
	}
	every value in ["off", "FALSE", "no", "0", ""] {
		not postgres.on("s") with input as server({"s": value})
	}
	not postgres.on("s") with input as server({})
}

test_a_time_of_zero if {
	every value in ["0", "0ms", "00 s", "0d"] {
		postgres.zero("t") with input as server({"t": value})
	}
	every value in ["1", "10ms", "0.5s", "-1"] {
		not postgres.zero("t") with input as server({"t": value})
	}
}

test_images_that_run_a_server if {
	every name in ["postgres", "postgresql", "postgresql-repmgr", "postgis", "pgvector", "timescaledb", "timescaledb-ha", "spilo-17", "patroni"] {
		postgres.runs_server({"image": {"repository": sprintf("acme/%s", [name])}})
	}
	every name in ["postgres-exporter", "pgbouncer", "my-postgres"] {
		not postgres.runs_server({"image": {"repository": name}})
	}
}
