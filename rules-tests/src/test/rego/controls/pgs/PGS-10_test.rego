package bulkhead.controls.pgs_10_test

import rego.v1

import data.bulkhead.controls.pgs_10

pooler(settings, databases) := {"kind": "ConnectionPooler", "meta": {"name": "p"}, "databases": databases, "settings": {name: {"value": value, "pointer": name} | some name, value in settings}}

severities(settings) := out if {
	out := {v.key: object.get(v, "severity", "own") | some v in pgs_10.violation} with input as pooler(settings, {})
}

strict := {"client_tls_sslmode": "require", "server_tls_sslmode": "verify-full"}

with_type(type) := severities(object.union(strict, {"auth_type": type}))

test_ways_to_let_clients_in if {
	with_type("any") == {"auth_type": "critical"}
	with_type("trust") == {"auth_type": "critical"}
	with_type("plain") == {"auth_type": "high"}
	with_type("md5") == {"auth_type": "medium"}
	severities(strict) == {"auth_type": "own"}
	every type in ["scram-sha-256", "hba", "cert"] {
		with_type(type) == {}
	}
}

test_both_sides_are_encrypted if {
	every name in ["client_tls_sslmode", "server_tls_sslmode"] {
		every mode in ["require", "verify-ca", "verify-full"] {
			severities(object.union(strict, {"auth_type": "hba", name: mode})) == {}
		}
		every mode in ["disable", "allow", "prefer"] {
			severities(object.union(strict, {"auth_type": "hba", name: mode})) == {name: "high"}
		}
		severities(object.remove(object.union(strict, {"auth_type": "hba"}), [name])) == {name: "high"}
	}
}

near(host) := {"d": {"value": sprintf("host=%s port=5432", [host])}}

plain(databases) := out if {
	out := count(pgs_10.violation) with input as pooler({"auth_type": "hba", "client_tls_sslmode": "require"}, databases)
}

test_a_database_on_the_same_machine_needs_no_tls if {
	every host in ["/run/postgresql", "localhost", "127.0.0.1"] {
		plain(near(host)) == 0
		plain(object.union(near(host), {"e": {"value": "host=db"}})) == 1
	}
	plain(near("db")) == 1
	plain({}) == 1
}
