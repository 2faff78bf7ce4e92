package bulkhead.controls.iso_16_test

import rego.v1

import data.bulkhead.controls.iso_16

volume(id, type, claim) := {"kind": "PersistentVolume", "type": type, "target": "t", "claim": claim, "meta": {"id": id, "name": id}}

platform(volumes) := {"kinds": {"PersistentVolume": volumes}, "namespaces": {}, "tenants": {"a": {"owns": {"namespaces": ["na"]}}, "b": {"owns": {"namespaces": ["nb"]}}}}

found(of, other) := out if {
	out := {[object.get(v, "key", v.path), v.between] | some v in iso_16.violation} with input as of with data.platform as platform({"p": of, "q": other})
}

test_two_volumes_on_one_storage if {
	every type in ["nfs", "csi"] {
		found(volume("p", type, "na/c"), volume("q", type, "nb/c")) == {["q", {"a", "b"}]}
		found(volume("p", type, "na/c"), volume("q", type, "na/d")) == set()
		found(volume("p", type, "na/c"), object.union(volume("q", type, "nb/c"), {"target": "u"})) == set()
		found(volume("p", type, "na/c"), volume("q", type, "nobody/c")) == {["q", {"a"}]}
	}
	found(volume("p", "fc", "na/c"), volume("q", "fc", "nb/c")) == set()
	found(volume("p", "nfs", "na/c"), volume("q", "csi", "nb/c")) == set()
	found(object.union(volume("p", "nfs", "na/c"), {"kind": "Other"}), volume("q", "nfs", "nb/c")) == set()
}

test_disks_of_a_node if {
	every type in ["hostPath", "local"] {
		found(volume("p", type, "na/c"), {}) == {[sprintf("/spec/%s", [type]), []]}
		found(object.union(volume("p", type, "na/c"), {"kind": "Other"}), {}) == set()
	}
	found(volume("p", "nfs", "na/c"), {}) == set()
}

claim(id, tenant, name) := {"kind": "VolumeClaim", "tenant": tenant, "volumeName": name, "meta": {"id": id, "name": id, "namespace": tenant}}

claims(of, other) := out if {
	out := {[v.key, v.between] | some v in iso_16.violation} with input as of with data.platform.kinds as {"VolumeClaim": {"c": of, "d": other}}
}

test_two_claims_that_name_one_volume if {
	claims(claim("c", "a", "v"), claim("d", "b", "v")) == {["d", ["a", "b"]]}
	claims(claim("c", "a", "v"), claim("d", "a", "v")) == set()
	claims(claim("c", "a", "v"), claim("d", "b", "w")) == set()
	claims(object.union(claim("c", "a", "v"), {"kind": "Other"}), claim("d", "b", "v")) == set()
}

test_what_it_looks_at if {
	iso_16.applicable with input as volume("p", "nfs", "na/c")
	iso_16.applicable with input as claim("c", "a", "v")
	not iso_16.applicable with input as object.remove(claim("c", "a", "v"), ["tenant"])
	not iso_16.applicable with input as object.union(claim("c", "a", "v"), {"kind": "Other"})
}
