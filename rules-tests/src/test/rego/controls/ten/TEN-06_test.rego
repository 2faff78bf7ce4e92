package bulkhead.controls.ten_06_test

import rego.v1

import data.bulkhead.controls.ten_06

entity(id, stage, more) := object.union({"kind": "Workload", "meta": {"id": id, "name": id, "namespace": "n", "resourceKind": "Deployment", "labels": {"environment": stage}}, "pod": {}, "keys": []}, more)

test_labels_that_name_the_stage if {
	every label in ["bulkhead.dev/environment", "environment", "env"] {
		ten_06.labelled({"meta": {"labels": {label: "Prod"}}}) == "prod"
	}
	ten_06.labelled({"meta": {"labels": {"bulkhead.dev/environment": "a", "environment": "b", "env": "c"}}}) == "a"
	ten_06.labelled({"meta": {"labels": {"environment": "b", "env": "c"}}}) == "b"
	not ten_06.labelled({"meta": {"labels": {"app": "x"}}})
	ten_06.environment({"meta": {"labels": {"env": "dev"}}, "owner": {"environment": "prod"}}) == "dev"
	ten_06.environment({"meta": {"labels": {}}, "owner": {"environment": "Prod"}}) == "prod"
}

test_words_for_production if {
	every word in ["production", "prod", "live"] {
		ten_06.stage(entity("x", word, {})) == "production"
	}
	ten_06.stage(entity("x", "staging", {})) == "non-production"
}

keys(of, other) := out if {
	out := {v.key | some v in ten_06.violation} with input as of with data.platform as {"entities": {"x": of, "y": other}, "kinds": {of.kind: {"x": of}, other.kind: {"y": other}}}
}

secret(id, stage, name) := entity(id, stage, {"kind": "Secret", "keys": [{"name": name, "digest": "1", "pointer": "/d"}]})

test_one_namespace_with_production if {
	keys(entity("x", "dev", {}), secret("y", "prod", "a")) == {"namespace"}
	keys(entity("x", "prod", {}), secret("y", "prod", "a")) == set()
	keys(entity("x", "dev", {}), secret("y", "dev", "a")) == set()
	keys(entity("x", "dev", {}), object.union(secret("y", "prod", "a"), {"meta": {"namespace": "m"}})) == set()
	keys(entity("x", "dev", {"kind": "Route"}), secret("y", "prod", "a")) == set()
}

values(of, other) := out if {
	out := {v.key | some v in ten_06.violation} with input as of with data.platform as {"entities": {"x": of, "y": other}, "kinds": {"Secret": {"x": of, "y": other}}}
}

test_secrets_with_a_value_of_production if {
	every name in ["password", "PWD", "token", "secret", "credential", "private", "api_key"] {
		values(secret("x", "dev", name), secret("y", "prod", name)) == {name}
	}
	values(secret("x", "dev", "password"), secret("y", "dev", "password")) == set()
	values(secret("x", "prod", "password"), secret("y", "prod", "password")) == set()
	values(secret("x", "dev", "ca.crt"), secret("y", "prod", "ca.crt")) == set()
	values(object.union(secret("x", "dev", "password"), {"kind": "Route"}), secret("y", "prod", "password")) == set()
}

odoo(id, stage, host) := entity(id, stage, {"kind": "OdooInstance", "options": {"db_host": {"value": host, "pointer": "/h"}}})

hosts(of, other) := out if {
	out := {v.key | some v in ten_06.violation} with input as of with data.platform as {"entities": {"x": of, "y": other}, "kinds": {"OdooInstance": {"x": of, "y": other}}}
}

test_the_server_of_production if {
	hosts(odoo("x", "dev", "db"), odoo("y", "prod", "db")) == {"db_host"}
	hosts(odoo("x", "dev", "db"), odoo("y", "prod", "other")) == set()
	hosts(odoo("x", "prod", "db"), odoo("y", "prod", "db")) == set()
	hosts(odoo("x", "dev", "db"), odoo("y", "dev", "db")) == set()
	hosts(object.union(odoo("x", "dev", "db"), {"kind": "Route"}), odoo("y", "prod", "db")) == set()
}
