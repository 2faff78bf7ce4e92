package bulkhead.controls.iso_10_test

import rego.v1

import data.bulkhead.controls.iso_10

test_names_of_keys_that_are_secret if {
	every name in ["PASSWORD", "db-pwd", "token", "client_secret", "credentials.json", "private", "api_key", "tls.key", "id_rsa"] {
		iso_10.secret_name(name)
	}
	every name in ["ca.crt", "password_user", "token-url", "secretName", "credential_host", "api-key-endpoint"] {
		not iso_10.secret_name(name)
	}
}

secret(tenant, key, digest) := {"kind": "Secret", "tenant": tenant, "meta": {"name": "s"}, "keys": [{"name": key, "digest": digest, "pointer": "/data/p"}]}

found(own, other) := out if {
	out := {v.key | some v in iso_10.violation} with input as own with data.platform.kinds.Secret as {"own": own, "other": other}
}

test_two_tenants_with_one_value if {
	found(secret("a", "password", "1"), secret("b", "password", "1")) == {"password b"}
	found(secret("a", "password", "1"), secret("b", "token", "1")) == {"password b"}
	found(secret("a", "password", "1"), secret("b", "password", "2")) == set()
	found(secret("a", "password", "1"), secret("a", "password", "1")) == set()
	found(secret("a", "ca.crt", "1"), secret("b", "ca.crt", "1")) == set()
	found(secret("a", "ca.crt", "1"), secret("b", "password", "1")) == set()
	found(secret("a", "password", "1"), secret("b", "ca.crt", "1")) == set()
	found(object.union(secret("a", "password", "1"), {"kind": "Other"}), secret("b", "password", "1")) == set()
}

test_a_label_names_the_tenant if {
	iso_10.labelled({"meta": {"labels": {"tenant": "a"}}}) == "a"
	iso_10.labelled({"meta": {"labels": {"bulkhead.dev/tenant": "b", "tenant": "a"}}}) == "b"
	not iso_10.labelled({"meta": {"labels": {}}})
}

workload := {"kind": "Workload", "tenant": "a", "meta": {"name": "w", "namespace": "n", "resourceKind": "Deployment"}, "pod": {
	"containers": [{"env": [{"secret": {"name": "of-env"}, "pointer": "/e"}], "envFrom": [{"secret": "of-all", "pointer": "/f"}]}],
	"volumes": [{"secrets": ["of-volume"], "pointer": "/v"}],
}}

uses(name, label, more) := out if {
	out := {v.key | some v in iso_10.violation} with input as object.union(workload, more)
		with data.platform.tenants as {"a": {}, "b": {}}
		with data.platform.namespaces as {"n": {"Secret": {"s": {"meta": {"name": name, "labels": {"tenant": label}}}}}}
}

test_a_workload_that_uses_a_secret_of_another_tenant if {
	every name in ["of-env", "of-all", "of-volume"] {
		uses(name, "b", {}) == {name}
		uses(name, "a", {}) == set()
		uses(name, "nobody", {}) == set()
	}
	uses("unused", "b", {}) == set()
	uses("of-env", "b", {"kind": "Other"}) == set()
}

test_what_it_looks_at if {
	iso_10.applicable with input as {"kind": "Secret", "tenant": "a"}
	not iso_10.applicable with input as {"kind": "Secret"}
	not iso_10.applicable with input as {"kind": "Other", "tenant": "a"}
	not iso_10.applicable with input as object.union(workload, {"owned": true})
	not iso_10.applicable with input as object.remove(workload, ["tenant"])
}
