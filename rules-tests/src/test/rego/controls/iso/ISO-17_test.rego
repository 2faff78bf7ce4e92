package bulkhead.controls.iso_17_test

import rego.v1

import data.bulkhead.controls.iso_17

test_the_folders_above_a_place if {
	iso_17.folders("bucket/a/b") == {"bucket", "bucket/a"}
	iso_17.folders("bucket/a") == {"bucket"}
	iso_17.folders("bucket") == set()
}

test_places_are_written_without_edges if {
	iso_17.place({"bucket": "b", "prefix": "/x/y/"}) == "b/x/y"
	iso_17.place({"bucket": "b", "prefix": ""}) == "b"
	iso_17.place({"bucket": "b"}) == "b"
}

plan(id, tenants, more) := object.union({"kind": "Resource", "tenant": tenants[0], "meta": {"id": id, "name": id}, "object": {"apiVersion": "bulkhead.dev/v1", "kind": "BackupPlan", "spec": {"tenants": tenants}}}, more)

writes(id, tenants, prefix) := plan(id, tenants, {"object": {"spec": {"copies": [{"bucket": "b", "prefix": prefix}]}}})

sealed(id, tenants, key) := plan(id, tenants, {"object": {"spec": {"encryption": {"keyRef": key}}}})

platform(entities, tenants) := {"tenants": tenants, "kinds": {"Resource": {entity.meta.id: entity | some entity in entities}}, "entities": {entity.meta.id: entity | some entity in entities}}

found(entities) := out if {
	out := {[v.key, v.between] | some v in iso_17.violation} with input as {"id": "a"} with data.platform as platform(entities, {"a": {}, "b": {}, "c": {}})
}

test_at_above_and_below_the_place_of_another if {
	every prefix in ["x", "", "x/y"] {
		count(found([writes("p", ["a"], "x"), writes("q", ["b"], prefix)])) == 1
	}
	found([writes("p", ["a"], "x"), writes("q", ["b"], "z")]) == set()
	found([writes("p", ["a"], "x"), writes("q", ["a"], "x")]) == set()
	found([writes("p", ["a"], "x"), writes("q", ["b"], "x"), writes("r", ["c"], "x")]) == {["path b/x", ["b", "c", "a"]]}
	found([writes("p", ["a", "b"], "x")]) == {["path b/x", ["b", "a"]]}
}

test_the_key_of_another if {
	found([sealed("p", ["a"], "k"), sealed("q", ["b"], "k")]) == {["key p", ["b", "a"]]}
	found([sealed("p", ["a"], "k"), sealed("q", ["b"], "l")]) == set()
	found([plan("p", ["a"], {}), plan("q", ["b"], {})]) == set()
}

cluster(owner) := {"kind": "Resource", "tenant": "", "owner": owner, "meta": {"id": "s", "name": "s", "namespace": "n"}, "object": {"apiVersion": "postgres-operator.crunchydata.com/v1beta1", "kind": "PostgresCluster", "spec": {"backups": {"pgbackrest": {"global": {}, "repos": [{"name": "repo1", "s3": {"bucket": "b"}}]}}}}}

shared := object.remove(cluster({"shared": true}), ["tenant"])

asked(entities, tenants) := out if {
	out := count(iso_17.unknown) with input as {"id": "a"} with data.platform as platform(entities, tenants)
}

test_copies_of_a_server_that_all_share_cannot_be_parted if {
	found([shared]) == set()
	asked([shared], {"a": {}, "b": {}}) == 1
	asked([shared], {"a": {}}) == 0
	asked([writes("p", ["a", "b"], "x")], {"a": {}, "b": {}}) == 0
	found([object.union(writes("p", ["a", "b"], "x"), {"owner": {"shared": true}})]) == {["path b/x", ["b", "a"]]}
	asked([object.union(writes("p", ["a", "b"], "x"), {"owner": {"shared": true}})], {"a": {}, "b": {}}) == 0
}

test_what_is_asked_for if {
	asked([], {"a": {}}) == 1
	asked([plan("p", ["a"], {})], {"a": {}}) == 1
	asked([writes("p", ["a"], "x")], {"a": {}}) == 0
}
