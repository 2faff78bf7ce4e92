# METADATA
# description: Settings of PostgreSQL servers.
package bulkhead.lib.postgres

import rego.v1

import data.bulkhead.lib.image

# A setting's value, or undefined where it is not written here.
value(name) := input.settings[name].value

written(name) if input.settings[name]

pointer(name) := p if {
	p := input.settings[name].pointer
} else := "/spec/postgresql/parameters" if {
	input.operator in {"cloudnative-pg", "zalando"}
} else := "/spec/config/parameters" if {
	input.operator == "crunchy"
} else := for_all_members if {
	input.operator == "patroni"
	some setting in input.settings
	startswith(setting.pointer, for_all_members)
} else := "/postgresql/parameters" if {
	input.operator == "patroni"
} else := ""

# Patroni keeps what holds for all members of a cluster here until it is bootstrapped.
for_all_members := "/bootstrap/dcs/postgresql/parameters"

# The file reads others, which may set what is not here.
elsewhere if {
	some include in ["include", "include_dir", "include_if_exists"]
	input.settings[include]
}

observed(name, _) := sprintf("%s = %s", [name, value(name)]) if written(name)

observed(name, fallback) := sprintf("%s is not set (%s)", [name, fallback]) if not written(name)

# A value that switches something on: PostgreSQL 18 names the aspects of log_connections.
on(name) if {
	written(name)
	not lower(value(name)) in {"off", "false", "no", "0", ""}
}

# A time of zero is no limit.
zero(name) if regex.match(`^0+\s*(us|ms|s|min|h|d)?$`, value(name))

may_be_elsewhere(name) if {
	not written(name)
	elsewhere
}

# Images that run a server; each numbered by the PostgreSQL it holds where its name ends in a number.
runs_server(container) if regex.match(`^(postgres|postgresql|postgresql-repmgr|postgis|pgvector|timescaledb|timescaledb-ha|spilo|patroni)(-[0-9]+)?$`, image.program(container))
